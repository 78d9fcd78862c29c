package dev.portreeve.client.http;

import static dev.portreeve.client.testing.Desk.OBLIGED;
import static dev.portreeve.client.testing.Desk.PERMITTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.Batch;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import dev.portreeve.client.testing.ScriptedServer;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that answer wrongly, late or not at all: never a permit, never a wait without end. */
@Timeout(180)
class FaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration DEADLINE = Duration.ofMillis(300);
  private static final String PERMIT = "{\"decision\": true}";

  @TempDir private Path dir;

  private static DecisionPoint client(ScriptedServer server, Duration deadline) throws Exception {
    return HttpDecisionPoint.builder().address(server.address()).deadline(deadline).build();
  }

  /** What comes of a check, over TCP and over a unix socket. */
  private Decision asked(ScriptedServer.Script script, Duration deadline) throws Exception {
    Path socket = dir.resolve("s" + System.nanoTime());
    try (ScriptedServer tcp = ScriptedServer.tcp(script);
        ScriptedServer unix = ScriptedServer.unix(socket, script);
        DecisionPoint overTcp = client(tcp, deadline);
        DecisionPoint overUnix = client(unix, deadline)) {
      Decision decision = overTcp.check(PERMITTED);
      assertEquals(decision.reason(), overUnix.check(PERMITTED).reason());
      return decision;
    }
  }

  private static Failure.Kind kind(Decision decision) {
    assertFalse(decision.permitted());
    return decision.failure().orElseThrow().kind();
  }

  private static void never(OutputStream to) throws Exception {
    to.flush();
    new CountDownLatch(1).await();
  }

  @Test
  void check_serverThatNeverAnswers_isDeniedAtTheDeadline() throws Exception {
    assertEquals(Failure.Kind.TIMED_OUT, kind(asked((request, number, to) -> never(to), DEADLINE)));
  }

  @Test
  void check_thatIsNotRepeatable_isSentOnceToAServerThatMayHaveDecidedIt() throws Exception {
    Check use = PERMITTED.toBuilder().approval("apr_1").build();
    Check fulfil = PERMITTED.toBuilder().fulfil().build();
    ScriptedServer.Script closing = (request, number, to) -> to.close();
    for (ScriptedServer.Script script :
        List.of(closing, ScriptedServer.always(500, "{}"), ScriptedServer.always(503, "{}"))) {
      Path socket = dir.resolve("s" + System.nanoTime());
      for (ScriptedServer server :
          List.of(ScriptedServer.tcp(script), ScriptedServer.unix(socket, script))) {
        try (server;
            DecisionPoint pdp = client(server, PATIENCE)) {
          assertFalse(pdp.check(use).permitted());
          assertFalse(pdp.check(fulfil).permitted());
          assertFalse(pdp.checkAll(Batch.of(List.of(PERMITTED, use))).get(0).permitted());
          assertEquals(3, server.requests());
          assertFalse(pdp.check(PERMITTED).permitted());
          assertTrue(server.requests() > 4, () -> "sent " + server.requests());
        }
      }
    }
  }

  @Test
  void check_thatIsNotRepeatable_goesToTheNextAddressWhenTheFirstCannotBeReached()
      throws Exception {
    Check use = PERMITTED.toBuilder().approval("apr_1").build();
    ScriptedServer gone = ScriptedServer.tcp(ScriptedServer.always(200, PERMIT));
    List<String> addresses = List.of(gone.address(), "unix:" + dir.resolve("nowhere"));
    try (ScriptedServer second = ScriptedServer.tcp(ScriptedServer.always(200, PERMIT))) {
      gone.close();
      for (String first : addresses) {
        try (DecisionPoint pdp =
            HttpDecisionPoint.builder()
                .address(first)
                .address(second.address())
                .deadline(PATIENCE)
                .build()) {
          assertTrue(pdp.check(use).permitted());
        }
      }
      assertEquals(2, second.requests());
    }
  }

  @Test
  void check_bodyThatStops_isDeniedAtTheDeadline() throws Exception {
    byte[] whole = ScriptedServer.response(200, "", PERMIT);

    assertEquals(
        Failure.Kind.TIMED_OUT,
        kind(
            asked(
                (request, number, to) -> {
                  to.write(whole, 0, whole.length - 1);
                  never(to);
                },
                DEADLINE)));
  }

  @Test
  void check_bodyThatTrickles_isDeniedAtTheDeadline() throws Exception {
    assertEquals(
        Failure.Kind.TIMED_OUT,
        kind(
            asked(
                (request, number, to) -> {
                  to.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"));
                  for (int i = 0; i < 100_000; i++) {
                    to.write(' ');
                    to.flush();
                    TimeUnit.MILLISECONDS.sleep(2);
                  }
                },
                DEADLINE)));
  }

  @Test
  void check_answersThatAreNone_areDenied() throws Exception {
    for (String body :
        List.of(
            "",
            "true",
            "[]",
            "{}",
            "{\"decision\": \"true\"}",
            "{\"decision\": 1}",
            "{\"decision\": null}",
            "{\"decision\": false, \"decision\": true}",
            "{\"decision\": true}{\"decision\": true}",
            "{\"decision\": true",
            "{\"decision\": true, \"context\": 1}",
            "{\"decision\": true, \"context\": {\"outcome\": \"deny\"}}",
            "{\"decision\": true, \"context\": {\"outcome\": \"granted\"}}",
            "{\"decision\": true, \"context\": {\"obligations\": {}}}",
            "{\"decision\": true, \"context\": {\"obligations\": [null]}}",
            "{\"decision\": true, \"context\": {\"obligations\": [\"log\"]}}",
            "{\"decision\": true, \"context\": {\"error\": {\"status\": 400}}}",
            "<html>{\"decision\": true}</html>")) {
      Decision decision = asked(ScriptedServer.always(200, body), PATIENCE);
      assertEquals(Failure.Kind.UNREADABLE_ANSWER, kind(decision), body);
    }
  }

  @Test
  void check_answersOfOtherDecisionPoints_areUnderstood() throws Exception {
    assertTrue(asked(ScriptedServer.always(200, PERMIT), PATIENCE).permitted());
    Decision other =
        asked(
            ScriptedServer.always(
                200,
                "{\"decision\":true,\"more\":[null],\"context\":{\"reason\":{\"en\":\"ok\"},"
                    + "\"advice\":\"none\",\"missing\":null}}"),
            PATIENCE);
    assertTrue(other.permitted());
    assertEquals("none", other.details().get("advice"));
    assertFalse(asked(ScriptedServer.always(200, "{\"decision\":false}"), PATIENCE).permitted());
  }

  @Test
  void check_obligationThatNobodyUnderstands_isDenied() throws Exception {
    String body =
        "{\"decision\":true,\"context\":{\"obligations\":[{\"id\":\"1\",\"type\":\"step-up\"}]}}";

    assertEquals(
        Decision.OBLIGATION_UNFULFILLED,
        asked(ScriptedServer.always(200, body), PATIENCE).reason());
  }

  @Test
  void check_statuses_haveTheirKinds() throws Exception {
    for (int status : List.of(201, 301, 400, 401, 403, 404, 408, 413, 429, 500, 502, 503)) {
      Failure.Kind kind = kind(asked(ScriptedServer.always(status, PERMIT), PATIENCE));
      assertEquals(expected(status), kind, () -> "status " + status);
    }
  }

  private static Failure.Kind expected(int status) {
    return switch (status) {
      case 400, 404, 413 -> Failure.Kind.INVALID_REQUEST;
      case 401, 403 -> Failure.Kind.CALLER_REFUSED;
      case 408 -> Failure.Kind.TIMED_OUT;
      case 429, 503 -> Failure.Kind.OVERLOADED;
      case 500, 502 -> Failure.Kind.SERVER_FAILED;
      default -> Failure.Kind.UNREADABLE_ANSWER;
    };
  }

  @Test
  void check_badRequest_tellsTheFieldAndIsSentOnce() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.tcp(
                ScriptedServer.always(400, "{\"error\":\"no\",\"field\":\"subject.type\"}"));
        DecisionPoint pdp = client(server, PATIENCE)) {
      assertEquals("subject.type", pdp.check(PERMITTED).failure().orElseThrow().field());
      assertEquals(1, server.requests());
    }
  }

  @Test
  void check_serverFailsTwice_isAnsweredTheThirdTime() throws Exception {
    for (int failing : List.of(503, 500)) {
      ScriptedServer.Script script =
          (request, number, to) ->
              to.write(ScriptedServer.response(number < 3 ? failing : 200, "", PERMIT));
      assertTrue(asked(script, PATIENCE).permitted());
    }
  }

  @Test
  void check_connectionClosedEachSecondTime_isAnswered() throws Exception {
    ScriptedServer.Script script =
        (request, number, to) -> {
          if (number % 2 == 1) {
            throw new IllegalStateException("closed");
          }
          to.write(ScriptedServer.response(200, "", PERMIT));
        };
    for (int i = 0; i < 3; i++) {
      assertTrue(asked(script, PATIENCE).permitted());
    }
  }

  @Test
  void check_retryAfterBeyondTheDeadline_isDeniedAtOnce() throws Exception {
    long began = System.nanoTime();
    Decision decision =
        asked(
            (request, number, to) ->
                to.write(ScriptedServer.response(503, "Retry-After: 3600\r\n", PERMIT)),
            PATIENCE);

    assertEquals(Failure.Kind.OVERLOADED, kind(decision));
    assertTrue(System.nanoTime() - began < PATIENCE.toNanos(), "it waited for the deadline");
  }

  @Test
  void check_chunkedAnswer_isRead() throws Exception {
    byte[] answer =
        ascii(
            """
            HTTP/1.1 100 Continue

            HTTP/1.1 200 OK
            Transfer-Encoding: chunked

            5
            {"dec
            D;x=y
            ision": true}
            0
            Trailer: t

            """
                .replace("\n", "\r\n"));

    assertTrue(asked((request, number, to) -> to.write(answer), PATIENCE).permitted());
  }

  @Test
  void check_answerWithoutLength_isReadToTheEnd() throws Exception {
    byte[] answer = ascii("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + PERMIT);

    assertTrue(
        asked(
                (request, number, to) -> {
                  to.write(answer);
                  to.flush();
                  throw new IllegalStateException("closed");
                },
                PATIENCE)
            .permitted());
  }

  @Test
  void check_endlessAnswer_isGivenUp() throws Exception {
    byte[] part = new byte[1 << 20];
    ScriptedServer.Script endless =
        (request, number, to) -> {
          to.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n"));
          for (int i = 0; i < 900; i++) {
            to.write(part);
          }
        };
    try (ScriptedServer tcp = ScriptedServer.tcp(endless);
        ScriptedServer unix = ScriptedServer.unix(dir.resolve("endless"), endless)) {
      for (ScriptedServer server : List.of(tcp, unix)) {
        try (DecisionPoint pdp =
            HttpDecisionPoint.builder()
                .address(server.address())
                .deadline(PATIENCE)
                .attempts(1)
                .build()) {
          Failure.Kind kind = kind(pdp.check(PERMITTED));
          assertTrue(
              Set.of(Failure.Kind.UNREACHABLE, Failure.Kind.TIMED_OUT).contains(kind),
              kind::toString);
        }
      }
    }
  }

  @Test
  void check_interrupted_isDeniedAndStaysInterrupted() throws Exception {
    try (ScriptedServer server = ScriptedServer.tcp((request, number, to) -> never(to));
        DecisionPoint pdp = client(server, PATIENCE)) {
      Thread.currentThread().interrupt();
      Decision decision = pdp.check(PERMITTED);

      assertTrue(Thread.interrupted());
      assertEquals(Failure.Kind.INTERRUPTED, kind(decision));
    }
  }

  @Test
  void checkAll_wrongNumberOfAnswers_deniesEveryItem() throws Exception {
    Batch batch = Batch.of(List.of(PERMITTED, OBLIGED));
    for (String answers : List.of(PERMIT, PERMIT + "," + PERMIT + "," + PERMIT, "")) {
      String body = "{\"evaluations\": [" + answers + "]}";
      try (ScriptedServer server = ScriptedServer.tcp(ScriptedServer.always(200, body));
          DecisionPoint pdp = client(server, PATIENCE)) {
        List<Decision> decisions = pdp.checkAll(batch);
        assertEquals(2, decisions.size());
        decisions.forEach(d -> assertEquals(Failure.Kind.UNREADABLE_ANSWER, kind(d)));
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
