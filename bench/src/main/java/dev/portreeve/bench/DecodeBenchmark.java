package dev.portreeve.bench;

import dev.portreeve.bench.handwritten.HandRules;
import dev.portreeve.bench.shipped.CaseMix;
import dev.portreeve.bench.shipped.RecordedCheck;
import dev.portreeve.bench.shipped.ShippedSet;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.CaseSet;
import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.sidecar.answer.EncodedDecision;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.conversion.AnswerConversion;
import dev.portreeve.sidecar.conversion.ProtoCheckDecoder;
import dev.portreeve.sidecar.conversion.ProtoJson;
import dev.portreeve.sidecar.json.AnswerEncoder;
import dev.portreeve.sidecar.json.JsonCheckDecoder;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to make facts of a request's bytes, and bytes of an answer, in JSON and in
 * protobuf?
 *
 * <p>{@code bench/run DecodeBenchmark}. It goes round the mixes of the five actions that {@link
 * DecisionBenchmark} compares, so that the costs can be set side by side.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 700, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@SuppressWarnings("NullAway.Init") // filled by @Setup
public class DecodeBenchmark {
  private final JsonCheckDecoder json = new JsonCheckDecoder(Limits.DEFAULT);
  private final ProtoCheckDecoder protobuf = new ProtoCheckDecoder(Limits.DEFAULT);
  private final AnswerEncoder encoder = new AnswerEncoder();
  private final Instant now = Instant.EPOCH;

  private Snapshot snapshot;
  private SymbolTable words;
  private byte[][] jsonRequests;
  private byte[][] protobufRequests;
  private EncodedDecision[] answers;
  private int next;

  /** Encodes the requests, and expects that each is decided like the case it was made of. */
  @Setup
  public void prepare() throws Exception {
    ShippedSet set = ShippedSet.load();
    snapshot = set.snapshot();
    words = new SymbolTable(snapshot.schema());
    CaseSet cases = set.cases();
    List<Case> mix = new ArrayList<>();
    HandRules.BY_ACTION.keySet().stream()
        .sorted()
        .forEach(action -> mix.addAll(CaseMix.of(cases, action)));
    jsonRequests = new byte[mix.size()][];
    protobufRequests = new byte[mix.size()][];
    answers = new EncodedDecision[mix.size()];
    RecordedCheck[] asked = RecordedCheck.of(snapshot, mix);
    for (int i = 0; i < mix.size(); i++) {
      String text = JsonText.of(mix.get(i).request().json());
      jsonRequests[i] = text.getBytes(StandardCharsets.UTF_8);
      protobufRequests[i] = ProtoJson.request(mix.get(i).request().json()).toByteArray();
      Decision decision = asked[i].decide(snapshot);
      answers[i] = EncodedDecision.once(decision, snapshot.version(), "");
      expectEqual(mix.get(i), decision, decide(decodeJson(jsonRequests[i]), asked[i].team()));
      expectEqual(
          mix.get(i), decision, decide(decodeProtobuf(protobufRequests[i]), asked[i].team()));
    }
  }

  private Decision decide(Frame frame, Team team) {
    return snapshot.decide(frame, team);
  }

  private static void expectEqual(Case one, Decision wanted, Decision got) {
    if (!wanted.equals(got)) {
      throw new IllegalStateException(one.location() + ": want " + wanted + ", got " + got);
    }
  }

  private Frame decodeJson(byte[] body) throws RequestRefused {
    return json.decode(body, body.length, words, now);
  }

  private Frame decodeProtobuf(byte[] body) throws RequestRefused {
    return protobuf.decode(body, body.length, words, now);
  }

  private int next() {
    next = next + 1 < answers.length ? next + 1 : 0;
    return next;
  }

  @Benchmark
  public Frame jsonRequest() throws RequestRefused {
    return decodeJson(jsonRequests[next()]);
  }

  @Benchmark
  public Frame protobufRequest() throws RequestRefused {
    return decodeProtobuf(protobufRequests[next()]);
  }

  @Benchmark
  public byte[] jsonAnswer() {
    return encoder.encode(answers[next()]);
  }

  @Benchmark
  public byte[] protobufAnswer() {
    return AnswerConversion.encode(answers[next()]);
  }
}
