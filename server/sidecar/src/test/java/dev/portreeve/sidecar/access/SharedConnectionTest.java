package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.conversion.ProtoJson;
import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.LogLines;
import dev.portreeve.sidecar.testing.RawHttp2;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Credentials that are none, on connections that others share: each is refused alone, the requests
 * around it go on, and the log holds nothing of them.
 */
class SharedConnectionTest extends GuardedServer {
  private static final String SECRET = "hush4711";
  private static final String KEY = "x-portreeve-key";
  private static final String AUTHORIZATION = "authorization";
  private static final String JSON = "application/json";
  private static final byte[] BODY =
      question("ben", "birch").encode().getBytes(StandardCharsets.UTF_8);
  private static final byte[] CALL =
      RawHttp2.message(
          ProtoJson.request(new JsonObject(question("ben", "birch").encode()).getMap())
              .toByteArray());

  private final LogLines lines = new LogLines("dev.portreeve");

  @AfterEach
  void nothingOfACredentialIsLogged() {
    lines.close();
    for (String text : lines.withCauses()) {
      assertFalse(text.contains(SECRET) || text.contains("s3cret") || text.contains("eyJ"), text);
    }
  }

  /** Headers in turns of name and value, by what is wrong with them. */
  private static Map<String, String[]> bad() {
    String good = TestCredentials.key("orders");
    String token = callers.token(SECRET, "portreeve", Map.of("scope", "check"));
    return Map.of(
        "empty", new String[] {KEY, ""},
        "unknown", new String[] {KEY, "orders." + SECRET},
        "over 8 KiB", new String[] {KEY, "orders." + SECRET + "x".repeat(8 << 10)},
        "beyond ASCII", new String[] {KEY, "orders." + SECRET + "\u00e9"},
        "twice", new String[] {KEY, good, KEY, good},
        "two forms", new String[] {KEY, good, AUTHORIZATION, "Bearer " + good},
        "token for a key", new String[] {KEY, token},
        "token of a user",
            new String[] {
              AUTHORIZATION, "Bearer " + users.token(SECRET, "api", Map.of("scope", "check"))
            });
  }

  @Test
  void credential_badInOneStream_leavesTheOtherStreams() throws IOException {
    String good = TestCredentials.key("orders");
    try (RawHttp2 client = RawHttp2.to(server.address())) {
      client.post(1, EVALUATION, JSON, KEY, good);
      client.post(3, DoorRequests.GRPC_CHECK, "application/grpc", "te", "trailers", KEY, good);
      int stream = 5;
      for (Map.Entry<String, String[]> each : bad().entrySet()) {
        client.post(stream, EVALUATION, JSON, each.getValue());
        client.data(stream, BODY, true);
        assertEquals("401", head(client, stream).get(":status"), each.getKey());
        String[] more = List.of(each.getValue()).toArray(new String[each.getValue().length + 2]);
        more[more.length - 2] = "te";
        more[more.length - 1] = "trailers";
        client.post(stream + 2, DoorRequests.GRPC_CHECK, "application/grpc", more);
        client.data(stream + 2, CALL, true);
        assertEquals("16", head(client, stream + 2).get("grpc-status"), each.getKey());
        stream += 4;
      }
      client.data(3, CALL, true);
      assertEquals("0", client.awaitEnd(3).headers().get("grpc-status"));
      client.data(1, BODY, true);
      RawHttp2.Frame answer = client.awaitEnd(1);
      assertTrue(
          new String(answer.payload(), StandardCharsets.UTF_8).contains("\"decision\":true"),
          answer::toString);
    }
  }

  /** The head of a stream's answer, which is read to its end. */
  private static Map<String, String> head(RawHttp2 client, int stream) throws IOException {
    Map<String, String> head = Map.of();
    while (true) {
      RawHttp2.Frame frame = client.read();
      assertEquals(stream, frame.stream(), frame::toString);
      head = frame.type() == RawHttp2.HEADERS && head.isEmpty() ? frame.headers() : head;
      if (frame.ends() || frame.type() == RawHttp2.RESET) {
        return head;
      }
    }
  }

  @Test
  void credential_badInOneRequest_leavesTheConnection() throws IOException {
    List<String> statuses = new ArrayList<>();
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), ((Address.Tcp) server.address()).port())) {
      socket.setSoTimeout(30_000);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      List<String[]> all = new ArrayList<>(bad().values());
      all.add(new String[] {KEY, TestCredentials.key("orders")});
      for (String[] headers : all) {
        StringBuilder request =
            new StringBuilder("POST " + EVALUATION + " HTTP/1.1\r\nHost: h\r\n")
                .append("Content-Type: " + JSON + "\r\nContent-Length: ")
                .append(BODY.length);
        for (int i = 0; i < headers.length; i += 2) {
          request.append("\r\n").append(headers[i]).append(": ").append(headers[i + 1]);
        }
        String text = request + "\r\n\r\n" + new String(BODY, StandardCharsets.UTF_8);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        statuses.add(answered(in));
      }
    }
    assertEquals("200", statuses.remove(statuses.size() - 1), "the good one, last");
    assertEquals(List.of(), statuses.stream().filter(s -> !s.matches("401|429")).toList());
  }

  private static String answered(BufferedReader in) throws IOException {
    String first = String.valueOf(in.readLine());
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    assertEquals(length, in.skip(length));
    return first.substring(9, 12);
  }
}
