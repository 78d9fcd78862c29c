package dev.portreeve.sidecar.trace;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.log.CheckSource;
import dev.portreeve.sidecar.otlp.ExporterLog;
import dev.portreeve.sidecar.otlp.OtlpResource;
import dev.portreeve.source.team.TeamLookup;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Traces sampled checks. Event loops hand them over and go on; a thread of its own explains each
 * and makes the span. Safe for use by several threads.
 */
public final class CheckTracer implements AutoCloseable {
  /*
   * Where the checks are answered no span is open: most are answered before Vert.x has a request of
   * them, and what a span tells is known once the check is decided.
   */
  private static final Logger LOG = LoggerFactory.getLogger(CheckTracer.class);
  private static final Duration TO_END = Duration.ofSeconds(3);

  /** Explaining takes some hundred times as long as deciding, so more than that is hopeless. */
  private static final int MOST_WAITING = 1_000;

  /** Of {@code 00-TRACE-SPAN-FLAGS}. */
  private static final int PARENT_LENGTH = 55;

  private static final int HEX = 16;
  private static final int SAMPLED = 1;

  /** What {@link Character#digit} tells of a character that is none. */
  private static final int NO_FLAGS = -1;

  private final double rate;
  private final SdkTracerProvider provider;
  private final SpanWriter spans;
  private final BlockingQueue<TracedCheck> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final LongAdder written = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final Thread thread = new Thread(this::run, "tracing");
  private volatile boolean closing;

  private CheckTracer(TracingConfig config) {
    this.rate = config.rate();
    GivenIds ids = new GivenIds();
    this.provider =
        SdkTracerProvider.builder()
            .setIdGenerator(ids)
            .setResource(OtlpResource.server())
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpHttpSpanExporter.builder()
                            .setEndpoint(config.endpoint().toString())
                            .build())
                    .build())
            .build();
    this.spans = new SpanWriter(provider.get("dev.portreeve"), ids);
    thread.setDaemon(true);
  }

  /** Begins to take checks. */
  public static CheckTracer start(TracingConfig config) {
    ExporterLog.install();
    CheckTracer tracer = new CheckTracer(config);
    tracer.thread.start();
    return tracer;
  }

  /** Whether a check is traced: its caller says so, or chance does for one that does not say. */
  public boolean samples(CheckSource source) {
    String parent = source.trace();
    int flags =
        parent.length() >= PARENT_LENGTH
            ? Character.digit(parent.charAt(PARENT_LENGTH - 1), HEX)
            : NO_FLAGS;
    return flags == NO_FLAGS
        ? rate >= 1 || ThreadLocalRandom.current().nextDouble() < rate
        : (flags & SAMPLED) == SAMPLED;
  }

  /**
   * Takes a check.
   *
   * @param snapshot the policies that decided
   * @param frame the check, which nobody changes any more
   * @param team what was known of the team
   * @param decision what was decided
   * @param source where the check came from
   */
  public void record(
      Snapshot snapshot, Frame frame, TeamLookup team, Decision decision, CheckSource source) {
    frame.identify();
    SpanIds ids = SpanIds.under(source.trace());
    AnswerTrace.begin(ids);
    boolean taken =
        waiting.offer(
            new TracedCheck(
                snapshot,
                frame,
                team instanceof TeamLookup.Known known ? known.team() : null,
                decision,
                source,
                ids,
                Instant.now()));
    if (!taken) {
      lost.increment();
    }
  }

  /** How many spans were handed to the exporter. */
  public long written() {
    return written.sum();
  }

  /** How many sampled checks were left out because too many waited. */
  public long lost() {
    return lost.sum();
  }

  private void run() {
    while (!closing || !waiting.isEmpty()) {
      try {
        TracedCheck check = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (check != null) {
          spans.write(check);
          written.increment();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        lost.increment();
        LOG.warn("a check could not be traced", e);
      }
    }
  }

  /** Exports what was taken, for some seconds at most. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(TO_END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
    provider.shutdown().join(TO_END.toMillis(), TimeUnit.MILLISECONDS);
  }
}
