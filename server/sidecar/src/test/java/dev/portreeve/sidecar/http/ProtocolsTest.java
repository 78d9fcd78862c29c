package dev.portreeve.sidecar.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolsTest {
  private static final String PATH = "/access/v1/evaluation";
  private static final String KNOCK =
      "{\"subject\": {\"type\": \"user\", \"id\": \"ana\"}, \"action\": {\"name\": \"door.knock\"},"
          + " \"resource\": {\"type\": \"door\", \"id\": \"d1\"}}";
  private static final String ANSWER = "{\"decision\":false}";
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.of(TestSets.of("doors"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void check_withoutTls_isAnsweredInBothVersions(HttpVersion version) {
    assertEquals(ANSWER, ask(version, server.address()));
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void check_unixSocket_isAnswered(HttpVersion version, @TempDir Path directory)
      throws IOException {
    Path socket = directory.resolve("s");
    Files.createFile(directory.resolve("other"));
    for (int start = 0; start < 2; start++) {
      try (RunningServer unix =
          RunningServer.of(TestSets.of("doors"), Map.of("--listen", "unix:" + socket))) {
        assertEquals(ANSWER, ask(version, new Address.Unix(socket)));
        assertTrue(unix.sidecar().ready());
      }
      assertFalse(Files.exists(socket));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PATH, "/access/v1/evaluations", "/nothing/here"})
  void requestId_given_comesBackWhateverTheAnswer(String path) {
    for (String method : new String[] {"POST", "GET", "DELETE"}) {
      for (String body : new String[] {KNOCK, "{"}) {
        HttpResponse<String> response =
            server
                .http()
                .send(
                    server
                        .http()
                        .request(path)
                        .header("X-Request-ID", "bfe9eb29 / 1")
                        .header("content-type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body)));
        assertEquals("bfe9eb29 / 1", response.headers().firstValue("X-Request-ID").orElse(""));
      }
    }
  }

  @Test
  void requestId_none_none() {
    assertTrue(server.http().post(PATH, KNOCK).headers().firstValue("X-Request-ID").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /access/v1/evaluation,   405",
    "PUT,    /access/v1/evaluations,  405",
    "POST,   /access/v1/evaluation/,  404",
    "POST,   /access/v1,              404",
    "POST,   /,                       404",
    "GET,    /readyz,                 404",
    "POST,   /%2e%2e/etc/passwd,      404",
    "POST,   /access/v1/evaluation?x, 200"
  })
  void path_orMethodOther_isRefused(String method, String path, int status) {
    HttpResponse<String> response =
        server
            .http()
            .send(
                server
                    .http()
                    .request(path)
                    .header("content-type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(KNOCK)));
    assertEquals(status, response.statusCode(), response.body());
    assertEquals("application/json", response.headers().firstValue("content-type").orElse(""));
    if (status == 405) {
      assertEquals("POST", response.headers().firstValue("allow").orElse(""));
    }
  }

  @Test
  void requests_pipelined_areAnsweredInOrder() throws IOException {
    String bad = request("{}");
    String good = request(KNOCK);
    String answers = raw(good + bad + good + good.replace("Host", "Connection: close\r\nHost"));
    assertEquals(3, answers.split("HTTP/1.1 200 OK", -1).length - 1);
    assertTrue(answers.indexOf("400 Bad Request") > answers.indexOf("200 OK"));
    assertTrue(answers.indexOf("400 Bad Request") < answers.lastIndexOf("200 OK"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "POST /access/v1/evaluation HTTP/1.1\r\nHost: x\r\nContent-Length: nine\r\n\r\n"
      })
  void request_notHttp_isRefusedAndTheServerGoesOn(String request) throws IOException {
    String answer = raw(request);
    assertTrue(answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.0 4"), answer);
    assertEquals(200, server.http().post(PATH, KNOCK).statusCode());
  }

  @Test
  void expectContinue_body_isAskedFor() throws IOException {
    String request =
        request(KNOCK).replace("Host", "Connection: close\r\nExpect: 100-continue\r\nHost");
    assertTrue(raw(request).contains(ANSWER));
  }

  private static String request(String body) {
    return "POST "
        + PATH
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static String raw(String request) throws IOException {
    Address.Tcp address = (Address.Tcp) server.address();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String ask(HttpVersion version, Address address) {
    Vertx vertx = Vertx.vertx();
    try {
      // Closed at the end, so that it lives so long: a client that nothing refers to closes itself.
      HttpClient client =
          vertx.createHttpClient(
              new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false));
      RequestOptions request =
          new RequestOptions()
              .setServer(address.socket())
              .setMethod(HttpMethod.POST)
              .setURI(PATH)
              .putHeader("content-type", "application/json");
      return GrpcCaller.await(
          client
              .request(request)
              .compose(
                  call ->
                      call.send(Buffer.buffer(KNOCK))
                          .compose(
                              response -> {
                                assertEquals(version, response.version());
                                return response.body().map(Buffer::toString);
                              }))
              .eventually(client::close));
    } finally {
      GrpcCaller.await(vertx.close());
    }
  }
}
