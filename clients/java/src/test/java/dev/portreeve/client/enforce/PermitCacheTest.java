package dev.portreeve.client.enforce;

import static dev.portreeve.client.testing.Desk.DENIED;
import static dev.portreeve.client.testing.Desk.DESK;
import static dev.portreeve.client.testing.Desk.PERMITTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.Batch;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import dev.portreeve.client.Obligation;
import dev.portreeve.client.Outcome;
import dev.portreeve.client.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PermitCacheTest {
  private static final Duration LIFETIME = Duration.ofSeconds(5);

  private Function<Check, Decision> answer = check -> permit("v1", "t1");
  private int asked;
  private long now;

  private final CachingDecisionPoint cache =
      new CachingDecisionPoint(new Counting(), LIFETIME, 3, () -> now);

  /** Answers as the test says, and counts. */
  private final class Counting implements DecisionPoint {
    @Override
    public Decision check(Check check) {
      asked++;
      return answer.apply(check);
    }

    @Override
    public List<Decision> checkAll(Batch batch) {
      return batch.items().stream().map(this::check).toList();
    }

    @Override
    public void close() {
      answer = check -> Decision.failed(Failure.of(Failure.Kind.CLIENT_FAILED, "closed"));
    }
  }

  private static Decision permit(String policyVersion, String teamVersion) {
    return Decision.builder(Outcome.PERMIT)
        .policyVersion(policyVersion)
        .teamVersion(teamVersion)
        .build();
  }

  private int askedBy(Check... checks) {
    int before = asked;
    for (Check check : checks) {
      cache.check(check);
    }
    return asked - before;
  }

  private static Check on(Resource resource) {
    return Check.of(PERMITTED.subject(), PERMITTED.action(), resource);
  }

  @Test
  void check_sameFacts_isAskedOnceForItsLifetime() {
    Check sameInAnotherOrder =
        on(Resource.of("desk", "d1").with("b", 1).with("team", "acme").with("a", 2));
    Check same = on(Resource.of("desk", "d1").with("a", 2).with("b", 1).with("team", "acme"));

    assertEquals(1, askedBy(same, sameInAnotherOrder));
    now += LIFETIME.toNanos() - 1;
    assertEquals(0, askedBy(same));
    now++;
    assertEquals(1, askedBy(same));
  }

  @Test
  void check_otherFacts_isAsked() {
    assertEquals(3, askedBy(PERMITTED, DENIED, on(DESK.with("seats", 3))));
    assertEquals(1, askedBy(on(DESK.with("seats", 4))));
  }

  @Test
  void check_denialsAndObligations_areAskedAgain() {
    answer = check -> Decision.builder(Outcome.DENY).policyVersion("v1").build();
    assertEquals(2, askedBy(PERMITTED, PERMITTED));

    answer = check -> Decision.failed(Failure.of(Failure.Kind.TIMED_OUT, ""));
    assertEquals(2, askedBy(PERMITTED, PERMITTED));

    answer =
        check ->
            Decision.builder(Outcome.PERMIT)
                .policyVersion("v1")
                .obligations(List.of(new Obligation("1", "notification", Map.of())))
                .build();
    assertEquals(2, askedBy(PERMITTED, PERMITTED));
  }

  @Test
  void check_thatMayBeDecidedOnce_isAskedAgain() {
    Check approved = PERMITTED.toBuilder().approval("apr_1").build();
    Check fulfilled = PERMITTED.toBuilder().fulfil().build();
    assertEquals(4, askedBy(approved, approved, fulfilled, fulfilled));

    Check notFulfilled = PERMITTED.toBuilder().context("fulfil", false).build();
    assertEquals(1, askedBy(notFulfilled, notFulfilled));
  }

  @Test
  void check_decisionPointWithoutVersions_isAskedAgain() {
    answer = check -> Decision.builder(Outcome.PERMIT).build();

    assertEquals(2, askedBy(PERMITTED, PERMITTED));
  }

  @Test
  void check_policyVersionMoves_forgetsEveryPermit() {
    askedBy(PERMITTED);
    answer = check -> Decision.builder(Outcome.DENY).policyVersion("v2").build();
    askedBy(DENIED);

    assertFalse(cache.check(PERMITTED).permitted());
  }

  @Test
  void check_teamVersionMoves_forgetsThePermitsOfThatTeam() {
    Check other = on(DESK.with("team", "birch"));
    askedBy(PERMITTED, other);
    answer = check -> permit("v1", "t2");

    assertEquals(1, askedBy(DENIED));
    assertEquals(0, askedBy(other), "another team's permit stays");
    assertEquals(1, askedBy(PERMITTED));
  }

  @Test
  void checkAll_policyVersionMoves_forgetsEveryPermit() {
    askedBy(PERMITTED);
    answer = check -> Decision.builder(Outcome.DENY).policyVersion("v2").build();
    cache.checkAll(Batch.of(List.of(DENIED)));

    assertEquals(1, askedBy(PERMITTED));
  }

  @Test
  void check_permitThatWasUnderWayWhileTheVersionMoved_isNotKept() {
    answer =
        slow -> {
          answer = check -> Decision.builder(Outcome.DENY).policyVersion("v2").build();
          cache.check(DENIED);
          return permit("v1", "t1");
        };
    cache.check(DENIED);
    answer =
        slow -> {
          answer = check -> Decision.builder(Outcome.DENY).policyVersion("v3").build();
          cache.check(DENIED);
          return permit("v2", "t1");
        };
    assertTrue(cache.check(PERMITTED).permitted(), "whoever asked in time is told");

    assertFalse(cache.check(PERMITTED).permitted());
  }

  @Test
  void check_morePermitsThanThereIsRoom_forgetsTheOnesUnusedLongest() {
    Check first = on(DESK.with("seats", 1));
    Check second = on(DESK.with("seats", 2));
    askedBy(first, second, on(DESK.with("seats", 3)), first, on(DESK.with("seats", 4)));

    assertEquals(0, askedBy(first));
    assertEquals(1, askedBy(second));
  }

  @Test
  void close_permitInMemory_isForgotten() {
    askedBy(PERMITTED);
    cache.close();

    assertFalse(cache.check(PERMITTED).permitted());
  }
}
