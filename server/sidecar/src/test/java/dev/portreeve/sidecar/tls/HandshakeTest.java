package dev.portreeve.sidecar.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.access.TestCredentials;
import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.testing.RawExchange;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How each listener shakes hands. The build runs this with BoringSSL and with the JDK's TLS. */
class HandshakeTest {
  /** Those with forward secrecy and authenticated encryption, as RFC 9325 wants it. */
  private static final List<String> GOOD =
      List.of(
          "ECDHE-ECDSA-AES128-GCM-SHA256",
          "ECDHE-ECDSA-AES256-GCM-SHA384",
          "ECDHE-ECDSA-CHACHA20-POLY1305");

  /** All others that openssl knows, those without encryption or authentication too. */
  private static final String BAD = "ALL:COMPLEMENTOFALL:!ECDHE+AESGCM:!ECDHE+CHACHA20:@SECLEVEL=0";

  private static final List<String> GOOD_OF_1_3 =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  /* A hello of TLS 1.2 for ECDHE-ECDSA-AES128-GCM-SHA256 that would rather have DEFLATE (1). */
  private static final String HELLO =
      "16 03 01 00 4b 01 00 00 47 03 03"
          + " 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f"
          + " 10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f"
          + " 00 00 02 c0 2b 02 01 00 00 1b"
          + " 00 0a 00 04 00 02 00 17 00 0b 00 02 01 00 00 0d 00 04 00 02 04 03 ff 01 00 01 00";

  /* Where the session's id stands in the server's hello: behind both headers, the version, random
   * bytes and its own length. */
  private static final int SESSION_ID = 5 + 4 + 2 + 32 + 1;
  private static final int LONGEST_ID = 32;

  @TempDir private static Path dir;
  private static TestCa ca;
  private static RunningServer server;
  private static RunningServer plain;

  /** What listens. */
  enum Listener {
    SERVICE,
    MANAGEMENT,
    ADMIN;

    Address of(RunningServer running) {
      return switch (this) {
        case SERVICE -> running.address();
        case MANAGEMENT -> running.sidecar().managing();
        case ADMIN -> running.sidecar().administering().orElseThrow();
      };
    }

    int port(RunningServer running) {
      return ((Address.Tcp) of(running)).port();
    }
  }

  @BeforeAll
  static void start() throws IOException {
    ca = new TestCa(dir, "ca");
    ca.sign("server", "DNS:localhost,IP:127.0.0.1", "-days", "20");
    Path credentials =
        new TestCredentials(dir.resolve("credentials.yaml")).key("ops", "scopes: [admin]").write();
    Map<String, String> flags =
        Map.of("--admin", "127.0.0.1:0", "--credentials", credentials.toString());
    plain = RunningServer.of(TestSets.of("doors"), flags);
    Map<String, String> secure = new HashMap<>(flags);
    secure.put("--tls-cert", dir.resolve("server.pem").toString());
    secure.put("--tls-key", dir.resolve("server.key").toString());
    server = RunningServer.of(TestSets.of("doors"), secure);
  }

  @AfterAll
  static void stop() {
    server.close();
    plain.close();
  }

  private static String connect(int port, String input, String... options) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "s_client",
                "-connect",
                "127.0.0.1:" + port,
                "-CAfile",
                ca.certificate().toString()));
    all.addAll(List.of(options));
    return TestCa.run(input, "openssl", all.toArray(String[]::new)).text();
  }

  @ParameterizedTest
  @EnumSource(Listener.class)
  void handshake_versionOfToday_isMadeAndVerified(Listener listener) throws IOException {
    for (String version : List.of("1.2", "1.3")) {
      String text = connect(listener.port(server), "", "-tls" + version.replace('.', '_'));
      assertTrue(text.contains("Verification: OK"), text);
      assertTrue(text.contains("TLSv" + version), text);
    }
  }

  @ParameterizedTest
  @EnumSource(Listener.class)
  void handshake_versionOfOld_isRefused(Listener listener) throws IOException {
    for (String version : List.of("-tls1", "-tls1_1")) {
      String text = connect(listener.port(server), "", version, "-cipher", "DEFAULT@SECLEVEL=0");
      assertTrue(text.contains("alert protocol version"), text);
      assertTrue(text.contains("Cipher is (NONE)"), text);
    }
  }

  @ParameterizedTest
  @EnumSource(Listener.class)
  void handshake_cipherOfCurrentGuidance_isMade(Listener listener) throws IOException {
    for (String cipher : GOOD) {
      String text = connect(listener.port(server), "", "-tls1_2", "-cipher", cipher);
      assertTrue(text.contains("Cipher is " + cipher), text);
    }
    for (String cipher : GOOD_OF_1_3) {
      String text = connect(listener.port(server), "", "-tls1_3", "-ciphersuites", cipher);
      assertTrue(text.contains("Cipher is " + cipher), text);
    }
  }

  @ParameterizedTest
  @EnumSource(Listener.class)
  void handshake_anyOtherCipher_isRefused(Listener listener) throws IOException {
    String text = connect(listener.port(server), "", "-tls1_2", "-cipher", BAD);
    assertTrue(text.contains("alert handshake failure"), text);
    assertTrue(text.contains("Cipher is (NONE)"), text);
  }

  @ParameterizedTest
  @EnumSource(Listener.class)
  void handshake_compressionOffered_isNotTaken(Listener listener) throws IOException {
    byte[] hello = HexFormat.of().parseHex(HELLO.replace(" ", ""));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port(server))) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(hello);
      ByteBuffer answer =
          ByteBuffer.wrap(socket.getInputStream().readNBytes(SESSION_ID + LONGEST_ID + 3));
      assertEquals(0x16, answer.get(0), "a handshake and no alert");
      answer.position(SESSION_ID + answer.get(SESSION_ID - 1));
      assertEquals((short) 0xc02b, answer.getShort(), "the cipher");
      assertEquals(0, answer.get(), "no compression");
    }
  }

  @ParameterizedTest
  @EnumSource(Listener.class)
  void alpn_offered_isAnsweredByTheServersPreference(Listener listener) throws IOException {
    Map<String, String> chosen =
        Map.of(
            "h2,http/1.1", "ALPN protocol: h2",
            "http/1.1,h2", "ALPN protocol: h2",
            "spdy/3,h2", "ALPN protocol: h2",
            "http/1.1", "ALPN protocol: http/1.1",
            "spdy/3", "No ALPN negotiated");
    for (Map.Entry<String, String> each : chosen.entrySet()) {
      String text = connect(listener.port(server), "", "-alpn", each.getKey());
      assertTrue(text.contains(each.getValue()), text);
    }
  }

  @ParameterizedTest
  @EnumSource(Listener.class)
  void alpn_absentOrNotAgreed_isNeverHttp2(Listener listener) throws IOException {
    String request = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    String absent = connect(listener.port(server), request, "-ign_eof");
    assertTrue(absent.contains("HTTP/1.1 4"), absent);
    String other = connect(listener.port(server), request, "-ign_eof", "-alpn", "spdy/3");
    assertTrue( // BoringSSL goes on without a protocol, the JDK ends the handshake
        other.contains("HTTP/1.1 4") || other.contains("no application protocol"), other);
  }

  @ParameterizedTest
  @EnumSource(Listener.class)
  void renegotiation_byTheClient_isRefused(Listener listener) throws IOException {
    String text = connect(listener.port(server), "R\n", "-tls1_2");
    assertTrue(text.contains("RENEGOTIATING"), text);
    assertTrue(text.contains("no renegotiation") || text.contains("handshake failure"), text);
  }

  @ParameterizedTest
  @EnumSource(Listener.class)
  void clearText_toATlsPort_isToldSo(Listener listener) throws IOException {
    String answer =
        RawExchange.send(
            listener.of(server),
            "GET /access/v1/evaluation HTTP/1.1\r\nHost: h\r\n\r\n",
            StandardCharsets.US_ASCII);
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    assertTrue(answer.contains("TLS"), answer);
  }

  @ParameterizedTest
  @EnumSource(Listener.class)
  void tls_toAPlainPort_isAnAlert(Listener listener) throws IOException {
    String text = connect(listener.port(plain), "");
    assertTrue(text.contains("alert"), text);
  }
}
