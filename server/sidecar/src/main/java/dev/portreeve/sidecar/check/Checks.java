package dev.portreeve.sidecar.check;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.explain.Explainer;
import dev.portreeve.engine.explain.Explanation;
import dev.portreeve.engine.facts.DecisionId;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.UnknownFacts;
import dev.portreeve.sidecar.answer.Answer;
import dev.portreeve.sidecar.answer.EncodedDecision;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.sidecar.log.CheckSource;
import dev.portreeve.sidecar.loop.OnLoop;
import dev.portreeve.sidecar.trace.CheckTracer;
import dev.portreeve.source.reload.CurrentGeneration;
import dev.portreeve.source.team.TeamLookup;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers checks, whatever brought them: resolves the team, waiting where it is not in memory, and
 * lets the decision point decide.
 */
public final class Checks {
  private static final CompletableFuture<TeamLookup> NO_TEAM =
      CompletableFuture.completedFuture(TeamLookup.UNKNOWN);

  private final CurrentGeneration<ServedGeneration> inForce;
  private final DecisionPoint decisions;
  private final DecisionRecorder recorder;
  private final Duration patience;
  private final @Nullable CheckTracer tracer;
  private final BiConsumer<Snapshot, String> unknownFacts;
  private final StoreFacts store;

  /** Answers checks, traces none and counts no undeclared members. */
  public Checks(
      CurrentGeneration<ServedGeneration> inForce,
      DecisionPoint decisions,
      DecisionRecorder recorder,
      Duration patience) {
    this(
        inForce,
        decisions,
        recorder,
        patience,
        Optional.empty(),
        (snapshot, action) -> {},
        StoreFacts.NONE);
  }

  /**
   * @param recorder takes every decision
   * @param patience how long a check waits for its team to be read
   * @param tracer takes what is sampled; empty: nothing is traced
   * @param unknownFacts is told the action of each request with members that the schema does not
   *     declare; empty for a search of actions
   * @param store has its say in checks that concern it
   */
  public Checks(
      CurrentGeneration<ServedGeneration> inForce,
      DecisionPoint decisions,
      DecisionRecorder recorder,
      Duration patience,
      Optional<CheckTracer> tracer,
      BiConsumer<Snapshot, String> unknownFacts,
      StoreFacts store) {
    this.inForce = inForce;
    this.decisions = decisions;
    this.recorder = recorder;
    this.patience = patience;
    this.tracer = tracer.orElse(null);
    this.unknownFacts = unknownFacts;
    this.store = store;
  }

  /** Whether the trace counts that a check is part of. */
  public boolean traced() {
    return tracer != null;
  }

  /** What to decode and answer a request under. */
  public ServedGeneration inForce() {
    return inForce.now();
  }

  /**
   * Answers one check; the future is complete on return if the team is in memory, and completes on
   * the caller's event loop otherwise. It fails with {@link CheckUnavailable} when the team is not
   * read in time.
   *
   * @param frame made with the schema of the generation's snapshot
   * @param source who asks, for the record
   * @throws RequestRefused when it says what the schema does not declare, and that is refused
   */
  public Future<EncodedDecision> answer(
      ServedGeneration generation, Frame frame, CheckSource source) throws RequestRefused {
    Optional<MalformedRequest> refused = refusal(generation, frame);
    if (refused.isPresent()) {
      throw refused.get();
    }
    return answerKnown(generation, frame, source);
  }

  /** The same for a check that nobody but this server wrote. */
  public Future<EncodedDecision> answerKnown(
      ServedGeneration generation, Frame frame, CheckSource source) {
    CompletableFuture<TeamLookup> team = team(frame, generation.teams()::find);
    if (store.concern(generation, frame)) {
      return inTime(team)
          .compose(found -> recorder.whenReady().map(found))
          .compose(found -> withStore(generation, frame, found, source));
    }
    return team.isDone() && recorder.ready()
        ? Future.succeededFuture(decide(generation, frame, team.join(), source))
        : inTime(team)
            .compose(
                found -> recorder.whenReady().map(v -> decide(generation, frame, found, source)));
  }

  /**
   * Answers one check if its team is in memory, the decision can be recorded, nothing about it is
   * refused and it does not concern the store; a team that is not in memory is being read
   * afterwards.
   *
   * @param frame made with the schema of the generation's snapshot
   * @param source who asks, for the record
   */
  public Optional<EncodedDecision> answerNow(
      ServedGeneration generation, Frame frame, CheckSource source) {
    if (refused(frame).isPresent()) {
      return Optional.empty();
    }
    CompletableFuture<TeamLookup> team = team(frame, generation.teams()::find);
    return team.isDone() && recorder.ready() && !store.concern(generation, frame)
        ? Optional.of(decide(generation, frame, team.join(), source))
        : Optional.empty();
  }

  /**
   * The team that a check names; fails with {@link CheckUnavailable} when it is not read in time.
   */
  public Future<TeamLookup> team(ServedGeneration generation, Frame frame) {
    return inTime(team(frame, generation.teams()::find));
  }

  /** What records what is answered. */
  public DecisionRecorder recorder() {
    return recorder;
  }

  /** Takes away what a request states and only the store may, where nobody asks the store. */
  public void forgetKept(Frame frame) {
    store.forget(frame);
  }

  private static CompletableFuture<TeamLookup> team(
      Frame frame, Function<String, CompletableFuture<TeamLookup>> find) {
    Optional<String> id = frame.teamId();
    return id.isEmpty() ? NO_TEAM : find.apply(id.get());
  }

  /** What is read, or {@link CheckUnavailable}; the reading itself goes on for others. */
  private <T> Future<T> inTime(CompletableFuture<T> reading) {
    return OnLoop.of(reading.copy().orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof TimeoutException
                        ? CheckUnavailable.teamNotRead()
                        : failure));
  }

  /**
   * How the decision on a check comes about, worked out on a worker thread, since that takes long.
   *
   * @param frame made with the schema of the generation's snapshot; used for nothing else
   *     afterwards
   */
  public Future<Explanation> explain(ServedGeneration generation, Frame frame) {
    return inTime(team(frame, generation.teams()::find))
        .compose(found -> store.state(generation.snapshot(), frame, found))
        .compose(
            found -> {
              Callable<Explanation> work =
                  () ->
                      Explainer.explain(
                          generation.snapshot(),
                          frame,
                          found instanceof TeamLookup.Known known ? known.team() : null);
              Context context = Vertx.currentContext();
              return context == null ? done(work) : context.executeBlocking(work, false);
            });
  }

  private static Future<Explanation> done(Callable<Explanation> work) {
    try {
      return Future.succeededFuture(work.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  /**
   * Answers a batch: every item under the same policy set, and every item of a team under the same
   * version of it.
   *
   * @param source who asks, for the record
   */
  public Future<List<Answer>> answer(ServedGeneration generation, Batch batch, CheckSource source) {
    List<BatchItem> items = batch.items();
    List<CompletableFuture<TeamLookup>> teams = new ArrayList<>(items.size());
    Map<String, CompletableFuture<TeamLookup>> known = new HashMap<>();
    Function<String, CompletableFuture<TeamLookup>> once =
        id -> known.computeIfAbsent(id, generation.teams()::find);
    boolean inMemory = true;
    boolean stored = false;
    for (BatchItem item : items) {
      CompletableFuture<TeamLookup> team =
          item instanceof BatchItem.Question question ? team(question.frame(), once) : NO_TEAM;
      inMemory &= team.isDone();
      stored |= item instanceof BatchItem.Question one && store.concern(generation, one.frame());
      teams.add(team);
    }
    if (inMemory && !stored && recorder.ready()) {
      return Future.succeededFuture(decide(generation, batch, teams, source));
    }
    CompletableFuture<?>[] all = teams.toArray(CompletableFuture<?>[]::new);
    return inTime(CompletableFuture.allOf(all))
        .compose(done -> recorder.whenReady())
        .compose(ready -> inTurn(generation, batch, teams, source, new ArrayList<>(items.size())));
  }

  /**
   * Answers the items of a batch that are not answered yet, one after the other, since an approval
   * is used only by an item that the batch comes to.
   */
  private Future<List<Answer>> inTurn(
      ServedGeneration generation,
      Batch batch,
      List<CompletableFuture<TeamLookup>> teams,
      CheckSource source,
      List<Answer> answers) {
    List<BatchItem> items = batch.items();
    while (answers.size() < items.size()) {
      int next = answers.size();
      Future<? extends Answer> answer =
          answer(generation, items.get(next), teams.get(next).join(), source);
      if (!answer.isComplete()) {
        return answer.compose(
            told ->
                takes(batch, answers, told)
                    ? inTurn(generation, batch, teams, source, answers)
                    : Future.succeededFuture(answers));
      }
      if (answer.failed()) {
        return Future.failedFuture(answer.cause());
      }
      if (!takes(batch, answers, answer.result())) {
        break;
      }
    }
    return Future.succeededFuture(answers);
  }

  /** Takes an answer; false when it is the batch's last. */
  private static boolean takes(Batch batch, List<Answer> answers, Answer answer) {
    answers.add(batch.options().detail().cut(answer));
    return !batch.options().semantic().endsWith(answer);
  }

  private Future<? extends Answer> answer(
      ServedGeneration generation, BatchItem item, TeamLookup team, CheckSource source) {
    if (!(item instanceof BatchItem.Question question)) {
      return Future.succeededFuture(((BatchItem.Unreadable) item).answer());
    }
    Frame frame = question.frame();
    if (!store.concern(generation, frame)) {
      return Future.succeededFuture(answer(generation, frame, team, source));
    }
    Optional<MalformedRequest> refused = refusal(generation, frame);
    return refused.isPresent()
        ? Future.succeededFuture(refused.get().ofItem())
        : withStore(generation, frame, team, source);
  }

  /** Decides a check once the store has had its say. */
  private Future<EncodedDecision> withStore(
      ServedGeneration generation, Frame frame, TeamLookup team, CheckSource source) {
    return store
        .find(generation.snapshot(), frame, team, decisions, source)
        .map(found -> decide(generation, frame, found.team(), source, found.by()));
  }

  private List<Answer> decide(
      ServedGeneration generation,
      Batch batch,
      List<CompletableFuture<TeamLookup>> teams,
      CheckSource source) {
    List<BatchItem> items = batch.items();
    List<Answer> answers = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Answer answer =
          items.get(i) instanceof BatchItem.Question question
              ? answer(generation, question.frame(), teams.get(i).join(), source)
              : ((BatchItem.Unreadable) items.get(i)).answer();
      if (!takes(batch, answers, answer)) {
        break;
      }
    }
    return answers;
  }

  private Answer answer(
      ServedGeneration generation, Frame frame, TeamLookup team, CheckSource source) {
    Optional<MalformedRequest> refused = refusal(generation, frame);
    return refused.isPresent() ? refused.get().ofItem() : decide(generation, frame, team, source);
  }

  private Optional<MalformedRequest> refusal(ServedGeneration generation, Frame frame) {
    Optional<MalformedRequest> unknown = refused(frame);
    if (unknown.isPresent()) {
      unknownFacts.accept(generation.snapshot(), frame.actionName());
      return unknown;
    }
    return store.refusal(frame);
  }

  /**
   * Counts what a search or filter says that the schema does not declare, and refuses it where that
   * is wanted.
   *
   * @param action that it is about, empty where actions are sought
   */
  public void expectDeclared(ServedGeneration generation, Frame frame, String action)
      throws MalformedRequest {
    if (frame.unknown() != null) {
      unknownFacts.accept(generation.snapshot(), action);
    }
    Optional<MalformedRequest> refused = refused(frame);
    if (refused.isPresent()) {
      throw refused.get();
    }
  }

  /** Why a check is not decided that says what the schema does not declare; usually it is. */
  private static Optional<MalformedRequest> refused(Frame frame) {
    UnknownFacts beside = frame.unknown();
    return beside == null || beside.mode() != UnknownFacts.Mode.REFUSE
        ? Optional.empty()
        : Optional.of(MalformedRequest.unknown(beside.named().get(0)));
  }

  private EncodedDecision decide(
      ServedGeneration generation, Frame frame, TeamLookup team, CheckSource source) {
    return decide(generation, frame, team, source, decisions);
  }

  private EncodedDecision decide(
      ServedGeneration generation,
      Frame frame,
      TeamLookup team,
      CheckSource source,
      DecisionPoint by) {
    @Nullable DecisionId asked = frame.id();
    Decision decision = recorder.decide(by, generation.snapshot(), frame, team, source);
    if (tracer != null && tracer.samples(source)) {
      tracer.record(generation.snapshot(), frame, team, decision, source);
    }
    EncodedDecision answer = generation.responses().tell(decision, team.version());
    UnknownFacts beside = frame.unknown();
    if (beside != null) {
      unknownFacts.accept(generation.snapshot(), frame.actionName());
      answer = beside.named().isEmpty() ? answer : answer.reporting(beside.named());
    }
    return asked == null ? answer : answer.identified(asked.toString());
  }
}
