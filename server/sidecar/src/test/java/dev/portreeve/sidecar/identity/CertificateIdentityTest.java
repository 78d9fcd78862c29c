package dev.portreeve.sidecar.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portreeve.sidecar.config.IdentityConfig;
import dev.portreeve.sidecar.config.IdentityConfig.CertificateName;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateIdentityTest {
  @TempDir private static Path dir;
  private static String pem;

  @BeforeAll
  static void make() throws IOException, InterruptedException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Path store = dir.resolve("store");
    run(
        keytool,
        "-genkeypair",
        "-alias",
        "c",
        "-keyalg",
        "EC",
        "-dname",
        "CN=ana,O=acme",
        "-ext",
        "san=dns:ana.example,email:ana@acme.example,uri:spiffe://acme/ana",
        "-validity",
        "2",
        "-keystore",
        store.toString(),
        "-storepass",
        "changeit");
    Path file = dir.resolve("c.pem");
    run(
        keytool,
        "-exportcert",
        "-rfc",
        "-alias",
        "c",
        "-keystore",
        store.toString(),
        "-storepass",
        "changeit",
        "-file",
        file.toString());
    pem = Files.readString(file);
  }

  private static void run(Path program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
  }

  private static AuthenticationResult find(String header, CertificateName name, boolean trusted) {
    CertificateIdentity identity =
        new CertificateIdentity(new IdentityConfig.Certificate("X-Client-Cert", name));
    return identity
        .find(new OriginalRequest("GET", "h", "/", any -> List.of(header), trusted, ""))
        .await();
  }

  /** As proxies do it: a space is not a plus. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String id(String header, CertificateName name) {
    return assertInstanceOf(AuthenticationResult.Known.class, find(header, name, true))
        .identity()
        .id();
  }

  @Test
  void find_everyWayOfWriting_isTheSame() {
    String base64 = pem.replaceAll("-----.*-----|\\s", "");
    assertEquals("ana", id(encoded(pem), CertificateName.CN));
    assertEquals("ana", id(base64, CertificateName.CN));
    assertEquals("ana", id(":" + base64 + ":", CertificateName.CN));
    assertEquals("ana", id(encoded(base64), CertificateName.CN));
  }

  @Test
  void find_otherNames_areTaken() {
    String header = encoded(pem);
    assertEquals("ana.example", id(header, CertificateName.DNS));
    assertEquals("ana@acme.example", id(header, CertificateName.EMAIL));
    assertEquals("spiffe://acme/ana", id(header, CertificateName.URI));
  }

  @Test
  void find_notFromAProxy_isNobody() {
    String header = encoded(pem);
    assertEquals(AuthenticationResult.NOBODY, find(header, CertificateName.CN, false));
  }

  @Test
  void find_nonsense_isRefused() {
    assertInstanceOf(
        AuthenticationResult.Refused.class, find("nonsense", CertificateName.CN, true));
    assertInstanceOf(AuthenticationResult.Refused.class, find("%zz", CertificateName.CN, true));
  }
}
