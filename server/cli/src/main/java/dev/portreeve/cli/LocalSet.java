package dev.portreeve.cli;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.sidecar.answer.ResponseCache;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.SearchRequest;
import dev.portreeve.sidecar.json.AnswerEncoder;
import dev.portreeve.sidecar.json.JsonCheckDecoder;
import dev.portreeve.sidecar.json.JsonSearchDecoder;
import dev.portreeve.sidecar.symbols.SymbolTable;
import dev.portreeve.workbench.explanation.Situation;
import dev.portreeve.workbench.explanation.UnknownFacts;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.set.UnreadableSet;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy set that answers checks in this process, as a server would that serves it. */
final class LocalSet {
  private final AuthoredSet set;
  private final Snapshot snapshot;

  private LocalSet(AuthoredSet set) {
    this.set = set;
    this.snapshot = set.loaded();
  }

  /**
   * Loads a set.
   *
   * @param teams where its team files are not inside it
   */
  static LocalSet load(Path directory, Optional<Path> teams) throws UnreadableSet, SetRefused {
    return new LocalSet(SetChoice.load(directory, teams));
  }

  /** The set, ready to decide. */
  Snapshot snapshot() {
    return snapshot;
  }

  /** What the request says that no policy of the set can read, one line each. */
  List<String> unknownFacts(JsonObject request) {
    // Read from text, its parts are plain maps.
    return UnknownFacts.of(snapshot.schema(), new JsonObject(request.encode()).getMap());
  }

  /** A request with what it is decided by. */
  Situation situation(JsonObject request) throws NoAnswerException {
    JsonCheckDecoder decoder = new JsonCheckDecoder(Limits.DEFAULT);
    Frame frame =
        decoded(request, (body, words, now) -> decoder.decode(body, body.length, words, now));
    return new Situation(snapshot, frame, named(frame));
  }

  /** The team that a check names, or null when none is known. */
  @Nullable Team team(Frame frame) {
    return named(frame).map(CaseTeam::team).orElse(null);
  }

  private Optional<CaseTeam> named(Frame frame) {
    return frame.teamId().flatMap(set::team);
  }

  /**
   * A request of a search or filter.
   *
   * @param beside members that are no part of a check
   */
  SearchRequest search(Sought sought, JsonObject request, Set<String> beside)
      throws NoAnswerException {
    return decoded(request, new JsonSearchDecoder(sought.entity(), Limits.DEFAULT, beside)::decode);
  }

  private interface Decoding<T> {
    T decode(byte[] body, SymbolTable words, Instant now) throws RequestRefused;
  }

  private <T> T decoded(JsonObject request, Decoding<T> decoding) throws NoAnswerException {
    try {
      // A buffer of Vert.x would wake Netty, which takes longer than the decision.
      byte[] body = request.encode().getBytes(StandardCharsets.UTF_8);
      return decoding.decode(body, new SymbolTable(snapshot.schema()), Instant.now());
    } catch (RequestRefused e) {
      throw new NoAnswerException(String.valueOf(e.getMessage()));
    }
  }

  /** The answer that tells a decision, in AuthZEN's form. */
  JsonObject answer(Decision decision, Frame frame) {
    String teamVersion = named(frame).map(known -> known.team().version()).orElse("");
    ResponseCache responses = new ResponseCache(snapshot);
    byte[] body = new AnswerEncoder().encode(responses.tell(told(decision, frame), teamVersion));
    return new JsonObject(new String(body, StandardCharsets.UTF_8));
  }

  /** A caller that only wants to know gets advice for obligations. */
  private Decision told(Decision decision, Frame frame) {
    boolean dry = Boolean.TRUE.equals(frame.value(snapshot.schema().dryRunSlot()));
    return dry ? decision.dryRun() : decision;
  }
}
