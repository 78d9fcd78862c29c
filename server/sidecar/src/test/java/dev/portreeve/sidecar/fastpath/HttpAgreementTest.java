package dev.portreeve.sidecar.fastpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests over HTTP/1.1, pipelined, split at random places and mixed with those that Vert.x
 * answers, of a server with the fast path and of one without: the same bytes in the same order.
 */
class HttpAgreementTest {
  private static final int PIPELINED = 40;
  private static final int MUTANTS = 2_400;
  private static final long SEED = Seeds.fresh();

  @TempDir static Path teams;
  private static BothServers servers;

  private final Random random = new Random(SEED);

  @BeforeAll
  static void start() throws IOException {
    servers = BothServers.start(teams);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void requests_ofEveryCase_areAnsweredAlike() throws IOException {
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < servers.requests().size(); i++) {
      requests.add(post(body(i), "Host: x"));
    }
    warm(requests);
    double before = BothServers.counted(servers.on(), "http", "taken");
    assertAlike(requests);
    double taken = BothServers.counted(servers.on(), "http", "taken") - before;
    assertTrue(taken > requests.size() / 2.0, taken + " of " + requests.size() + " were taken");
    assertEquals(0, BothServers.counted(servers.off(), "http", "taken"));
  }

  @Test
  void requests_mutated_areAnsweredAlike() throws IOException {
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < MUTANTS; i++) {
      requests.add(mutant(body(random.nextInt(servers.requests().size()))));
    }
    assertAlike(requests);
    assertTrue(BothServers.counted(servers.on(), "http", "declined") > 100);
  }

  /** Lets both servers read all teams, so that none is waited for. */
  private static void warm(List<byte[]> requests) throws IOException {
    for (int round = 0; round < 2; round++) {
      for (RunningServer server : List.of(servers.on(), servers.off())) {
        for (int from = 0; from < requests.size(); from += PIPELINED) {
          List<byte[]> some = requests.subList(from, Math.min(from + PIPELINED, requests.size()));
          byte[] unused = exchange(server, joined(some), new Random(1), 1);
        }
      }
    }
  }

  private void assertAlike(List<byte[]> requests) throws IOException {
    for (int from = 0; from < requests.size(); from += PIPELINED) {
      List<byte[]> some = requests.subList(from, Math.min(from + PIPELINED, requests.size()));
      byte[] all = joined(some);
      int pieces = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(3 * some.size());
      byte[] on = exchange(servers.on(), all, random, pieces);
      byte[] off = exchange(servers.off(), all, random, pieces);
      assertEquals(text(off), text(on), () -> "seed " + SEED + ", asked " + text(all));
      assertTrue(count(text(on)) >= some.size(), () -> "seed " + SEED + ": " + text(on));
    }
  }

  /** Requests one after the other, the last of which ends the connection. */
  private static byte[] joined(List<byte[]> requests) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    requests.forEach(all::writeBytes);
    all.writeBytes(bytes("GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    return all.toByteArray();
  }

  private static byte[] exchange(RunningServer server, byte[] requests, Random random, int pieces)
      throws IOException {
    try (SplitSocket socket = new SplitSocket(server.address(), random)) {
      socket.send(requests, pieces);
      return socket.readAll();
    }
  }

  private static int count(String responses) {
    return responses.split("HTTP/1.1 [2-5]", -1).length - 1;
  }

  private static byte[] body(int index) {
    return JsonText.of(servers.requests().get(index)).getBytes(StandardCharsets.UTF_8);
  }

  /** A request whose body or head is odd in some way that leaves its end where it is. */
  private byte[] mutant(byte[] body) {
    return switch (random.nextInt(14)) {
      case 0 -> bytes("GET /elsewhere HTTP/1.1\r\nHost: x\r\n\r\n");
      case 1 -> post(body, "Host: x\r\nX-Request-ID: " + random.nextInt());
      case 2 -> post(body, "Host: x\r\nX-Request-ID: gr\u00fcn\r\nX-Request-ID: b");
      case 3 ->
          post(
              body, "Host: x\r\nContent-Encoding: " + (random.nextBoolean() ? "gzip" : "identity"));
      case 4 -> changed(post(body, "Host: x"), "POST", "DELETE");
      case 5 -> changed(post(body, "Host: x"), "/evaluation", "/evaluations");
      case 6 -> changed(post(body, "Host: x"), "/evaluation", "/evaluation?a=b");
      case 7 -> changed(post(body, "Host: x"), "application/json", type());
      case 8 -> chunked(body);
      case 9 -> post(new byte[0], "Host: x");
      default -> post(mutated(body), "Host: x");
    };
  }

  private String type() {
    String[] types = {
      "text/plain", "application/json;charset=UTF-8", "application/json; charset=utf-16", ""
    };
    return types[random.nextInt(types.length)];
  }

  private byte[] mutated(byte[] body) {
    byte[] mutant = body.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(4)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> mutant[at] = (byte) " {}[],:\"\\0-.tn".charAt(random.nextInt(14));
        default -> mutant[at] = mutant[random.nextInt(mutant.length)];
      }
    }
    return random.nextInt(5) == 0
        ? text(mutant).replace("user", "\u00c3\u00bcser").getBytes(StandardCharsets.ISO_8859_1)
        : mutant;
  }

  private static byte[] post(byte[] body, String headers) {
    String head =
        "POST /access/v1/evaluation HTTP/1.1\r\n"
            + headers
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    return bytes(head + text(body));
  }

  private static byte[] chunked(byte[] body) {
    String chunk = Integer.toHexString(body.length) + "\r\n" + text(body) + "\r\n0\r\n\r\n";
    return bytes(
        "POST /access/v1/evaluation HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + chunk);
  }

  private static byte[] changed(byte[] request, String from, String to) {
    return bytes(text(request).replaceFirst(from, to));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
