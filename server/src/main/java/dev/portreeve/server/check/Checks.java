package dev.portreeve.server.check;

import dev.portreeve.policy.facts.Frame;
import dev.portreeve.server.answer.Answer;
import dev.portreeve.server.answer.Decided;
import dev.portreeve.server.decision.DecisionPoint;
import dev.portreeve.server.reload.Generation;
import dev.portreeve.server.reload.InForce;
import dev.portreeve.server.team.TeamLookup;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Answers checks, whatever brought them: resolves the team, waiting where it is not in memory, and
 * lets the decision point decide.
 */
public final class Checks {
  private static final CompletableFuture<TeamLookup> NO_TEAM =
      CompletableFuture.completedFuture(TeamLookup.UNKNOWN);

  private final InForce inForce;
  private final DecisionPoint decisions;

  public Checks(InForce inForce, DecisionPoint decisions) {
    this.inForce = inForce;
    this.decisions = decisions;
  }

  /** What to decode and answer a request under. */
  public Generation inForce() {
    return inForce.now();
  }

  /**
   * Answers one check; the future is complete on return if the team is in memory, and completes on
   * the caller's event loop otherwise.
   *
   * @param frame made with the schema of the generation's snapshot
   */
  public Future<Decided> answer(Generation generation, Frame frame) {
    CompletableFuture<TeamLookup> team = team(frame, generation.teams()::find);
    return team.isDone()
        ? Future.succeededFuture(decide(generation, frame, team.join()))
        : onThisLoop(team).map(found -> decide(generation, frame, found));
  }

  /**
   * Answers one check if its team is in memory; a team that is not is being read afterwards.
   *
   * @param frame made with the schema of the generation's snapshot
   */
  public Optional<Decided> answerNow(Generation generation, Frame frame) {
    CompletableFuture<TeamLookup> team = team(frame, generation.teams()::find);
    return team.isDone() ? Optional.of(decide(generation, frame, team.join())) : Optional.empty();
  }

  private static CompletableFuture<TeamLookup> team(
      Frame frame, Function<String, CompletableFuture<TeamLookup>> find) {
    Optional<String> id = frame.teamId();
    return id.isEmpty() ? NO_TEAM : find.apply(id.get());
  }

  /**
   * Answers a batch: every item under the same policy set, and every item of a team under the same
   * version of it.
   */
  public Future<List<Answer>> answer(Generation generation, Batch batch) {
    List<Item> items = batch.items();
    List<CompletableFuture<TeamLookup>> teams = new ArrayList<>(items.size());
    Map<String, CompletableFuture<TeamLookup>> known = new HashMap<>();
    Function<String, CompletableFuture<TeamLookup>> once =
        id -> known.computeIfAbsent(id, generation.teams()::find);
    boolean inMemory = true;
    for (Item item : items) {
      CompletableFuture<TeamLookup> team =
          item instanceof Item.Question question ? team(question.frame(), once) : NO_TEAM;
      inMemory &= team.isDone();
      teams.add(team);
    }
    if (inMemory) {
      return Future.succeededFuture(decide(generation, batch, teams));
    }
    CompletableFuture<?>[] all = teams.toArray(CompletableFuture<?>[]::new);
    return onThisLoop(CompletableFuture.allOf(all)).map(done -> decide(generation, batch, teams));
  }

  private List<Answer> decide(
      Generation generation, Batch batch, List<CompletableFuture<TeamLookup>> teams) {
    List<Item> items = batch.items();
    List<Answer> answers = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Answer answer =
          items.get(i) instanceof Item.Question question
              ? decide(generation, question.frame(), teams.get(i).join())
              : ((Item.Unreadable) items.get(i)).answer();
      answers.add(answer);
      if (batch.semantic().endsWith(answer)) {
        break;
      }
    }
    return answers;
  }

  private Decided decide(Generation generation, Frame frame, TeamLookup team) {
    return generation.answers().tell(decisions.decide(generation.snapshot(), frame, team));
  }

  private static <T> Future<T> onThisLoop(CompletableFuture<T> stage) {
    Context context = Vertx.currentContext();
    return context == null
        ? Future.fromCompletionStage(stage)
        : Future.fromCompletionStage(stage, context);
  }
}
