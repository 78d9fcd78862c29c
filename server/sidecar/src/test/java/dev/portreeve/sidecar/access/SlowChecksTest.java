package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.GrpcCaller;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Secrets are verified one after the other, and a guesser cannot queue without end. */
class SlowChecksTest {
  private static final Access.Finding UNKNOWN = new Access.Finding.Refused(Access.Why.UNKNOWN);
  private static final Access.Finding TOO_MANY = new Access.Finding.Refused(Access.Why.TOO_MANY);

  private final SlowChecks slow = new SlowChecks();

  private static Credential credential(SecretHash hash) {
    Caller caller = new Caller("c", Set.of(Scope.CHECK), CallerLimits.NONE);
    return new Credential(new Credential.Proof.Key(hash), caller);
  }

  @Test
  void verify_secret_isTheCallersOrUnknown() {
    Credential credential = credential(TestCredentials.hash("s"));
    assertEquals(UNKNOWN, GrpcCaller.await(slow.verify(credential, "t")));
    assertEquals(
        new Access.Finding.Known(credential.caller()),
        GrpcCaller.await(slow.verify(credential, "s")));
    assertTrue(credential.knows("s"));
  }

  @Test
  void verify_moreGuessesThanMayWait_areToldToTryAgainAndTheOthersAreAnswered() {
    Credential credential = credential(TestCredentials.hash("s"));
    SecretHash one = SecretHash.of("s", 1_000);
    Credential longest = credential(new SecretHash(2_000_000, one.salt(), one.hash()));
    Future<Access.Finding> running = slow.verify(longest, "s");
    List<Future<Access.Finding>> waiting = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      waiting.add(slow.verify(credential, "guess-" + i));
    }
    Future<Access.Finding> refused = slow.verify(credential, "s");
    assertTrue(refused.succeeded(), "at once");
    assertEquals(TOO_MANY, refused.result());
    assertEquals(UNKNOWN, GrpcCaller.await(running));
    List<Access.Finding> found = waiting.stream().map(GrpcCaller::await).toList();
    assertTrue(found.subList(0, 64).stream().allMatch(UNKNOWN::equals));
    assertEquals(TOO_MANY, found.get(69));
    assertEquals(
        new Access.Finding.Known(credential.caller()),
        GrpcCaller.await(slow.verify(credential, "s")),
        "afterwards there is room again");
  }

  @Test
  void verify_sameSecretTwiceAtOnce_isAnsweredTwice() {
    Credential credential = credential(SecretHash.of("s"));
    Future<Access.Finding> first = slow.verify(credential, "s");
    Future<Access.Finding> second = slow.verify(credential, "s");
    assertEquals(new Access.Finding.Known(credential.caller()), GrpcCaller.await(first));
    assertEquals(new Access.Finding.Known(credential.caller()), GrpcCaller.await(second));
  }
}
