package dev.portreeve.client.junit;

import dev.portreeve.client.Batch;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.ObligationHandlers;
import dev.portreeve.client.Outcome;
import dev.portreeve.client.enforce.ObligingDecisionPoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/**
 * A decision point for unit tests: decides by a policy set in process, or as a test says, and
 * remembers what was asked.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestDecisionPoint PDP = TestDecisionPoint.of(Path.of("policies/shop"));
 *
 * @Test
 * void export_locked_isForbidden() {
 *   PDP.when("collection.export", "eve").deny("export_blocked_by_org");
 *   assertThrows(Forbidden.class, () -> new Exports(PDP).export("eve", "c1", "acme"));
 *   PDP.assertAsked("collection.export", "eve");
 * }
 * }</pre>
 *
 * <p>Stubs and what was asked are forgotten before each test. A check that is neither stubbed nor
 * decided by a policy set, and a fact that the set does not declare, fail the test.
 */
public final class TestDecisionPoint implements DecisionPoint, BeforeEachCallback {
  private final Optional<Path> policies;
  private final DecisionPoint decisions;
  private final List<Stub> stubs = new CopyOnWriteArrayList<>();
  private final List<Check> asked = new CopyOnWriteArrayList<>();
  private volatile Optional<DecisionPoint> set = Optional.empty();

  private record Stub(Predicate<Check> matches, Decision decision) {}

  private TestDecisionPoint(Optional<Path> policies, ObligationHandlers handlers) {
    this.policies = policies;
    this.decisions = new ObligingDecisionPoint(new Answers(), handlers);
  }

  /** Decides by the policy set of a directory what is not stubbed. */
  public static TestDecisionPoint of(Path policies) {
    return of(policies, ObligationHandlers.none());
  }

  /**
   * Decides by the policy set of a directory what is not stubbed.
   *
   * @param handlers of the service under test
   */
  public static TestDecisionPoint of(Path policies, ObligationHandlers handlers) {
    return new TestDecisionPoint(Optional.of(policies), handlers);
  }

  /** Decides only what is stubbed. */
  public static TestDecisionPoint stubs() {
    return stubs(ObligationHandlers.none());
  }

  /**
   * Decides only what is stubbed.
   *
   * @param handlers of the service under test
   */
  public static TestDecisionPoint stubs(ObligationHandlers handlers) {
    return new TestDecisionPoint(Optional.empty(), handlers);
  }

  /** Begins a stub for an action, whoever asks. */
  public Stubbing when(String action) {
    return when(check -> check.action().name().equals(action));
  }

  /** Begins a stub for an action of one subject. */
  public Stubbing when(String action, String subjectId) {
    return when(
        check -> check.action().name().equals(action) && check.subject().id().equals(subjectId));
  }

  /** Begins a stub for checks that match; of several that do, the last one counts. */
  public Stubbing when(Predicate<Check> matches) {
    return new Stubbing(matches);
  }

  /** Says what becomes of the checks of a stub. */
  public final class Stubbing {
    private final Predicate<Check> matches;

    private Stubbing(Predicate<Check> matches) {
      this.matches = matches;
    }

    public void permit() {
      answer(Decision.builder(Outcome.PERMIT).build());
    }

    public void deny(String reason) {
      answer(Decision.builder(Outcome.DENY).reason(reason).build());
    }

    /** Answers with any decision, such as {@link Decision#failed}. */
    public void answer(Decision decision) {
      stubs.add(0, new Stub(matches, decision));
    }
  }

  /** What was asked since the test began, items of batches among it. */
  public List<Check> asked() {
    return List.copyOf(asked);
  }

  /** Fails unless somebody asked for that action of that subject. */
  public void assertAsked(String action, String subjectId) {
    boolean found =
        asked.stream()
            .anyMatch(
                check ->
                    check.action().name().equals(action) && check.subject().id().equals(subjectId));
    if (!found) {
      throw new AssertionFailedError(
          "nobody asked for `" + action + "` by `" + subjectId + "`, only " + asked);
    }
  }

  /** Fails if anything was asked. */
  public void assertNothingAsked() {
    if (!asked.isEmpty()) {
      throw new AssertionFailedError("asked was " + asked);
    }
  }

  @Override
  public Decision check(Check check) {
    return decisions.check(check);
  }

  @Override
  public List<Decision> checkAll(Batch batch) {
    return decisions.checkAll(batch);
  }

  /** Nothing: the policy set is kept for the other tests. */
  @Override
  public void close() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    reset();
  }

  /** Forgets stubs and what was asked; as an extension of JUnit it does so before each test. */
  public void reset() {
    stubs.clear();
    asked.clear();
    set = policies.map(SharedSets::open);
  }

  /** Decides before obligations are carried out. */
  private final class Answers implements DecisionPoint {
    @Override
    public Decision check(Check check) {
      asked.add(check);
      for (Stub stub : stubs) {
        if (stub.matches().test(check)) {
          return stub.decision();
        }
      }
      return set.orElseThrow(() -> new AssertionFailedError("no stub for " + check)).check(check);
    }

    @Override
    public List<Decision> checkAll(Batch batch) {
      List<Decision> answers = new ArrayList<>();
      boolean ended = false;
      for (Check item : batch.items()) {
        Decision decision = ended ? Decision.notEvaluated() : check(item);
        ended |= batch.semantic().endsWith(decision);
        answers.add(decision);
      }
      return answers;
    }

    @Override
    public void close() {}
  }
}
