package dev.portreeve.sidecar.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portreeve.sidecar.config.IdentityConfig;
import dev.portreeve.sidecar.config.IdentityConfig.CertificateName;
import dev.portreeve.sidecar.tls.TestCa;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
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
    assertEquals("ana", id("%2D%2D%2D%2D%2D" + encoded(pem).substring(5), CertificateName.CN));
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

  private static AuthenticationResult find(boolean trusted, String beside, String... values) {
    CertificateIdentity identity =
        new CertificateIdentity(
            new IdentityConfig.Certificate("X-Client-Cert", CertificateName.CN));
    return identity
        .find(new OriginalRequest("GET", "h", "/", any -> List.of(values), trusted, beside))
        .await();
  }

  @Test
  void find_headerBlankOrTwice_isNobodyOrRefused() {
    assertEquals(AuthenticationResult.NOBODY, find(true, ""));
    assertEquals(AuthenticationResult.NOBODY, find(true, "", " "));
    assertEquals(
        new AuthenticationResult.Refused("the certificate header came more than once"),
        find(true, "", pem, pem));
    assertEquals(
        new AuthenticationResult.Refused("the certificate header came more than once"),
        find(true, "", " ", " "));
  }

  @Test
  void find_certificateBesideTheHeaders_countsFromAProxyWhereNoHeaderDoes() {
    assertInstanceOf(AuthenticationResult.Known.class, find(true, encoded(pem)));
    assertEquals(AuthenticationResult.NOBODY, find(false, encoded(pem)));
    assertInstanceOf(AuthenticationResult.Refused.class, find(true, encoded(pem), "nonsense"));
  }

  @Test
  void find_certificate_tellsItsSubjectAndIssuer() {
    AuthenticationResult.Known known =
        assertInstanceOf(AuthenticationResult.Known.class, find(true, "", encoded(pem)));
    assertEquals("CN=ana,O=acme", known.identity().claims().get("certificate_subject"));
    assertEquals("CN=ana,O=acme", known.identity().claims().get("certificate_issuer"));
  }

  @Test
  void find_certificateThatIsNotValidNow_isRefused() throws IOException {
    TestCa ca = new TestCa(dir, "ca");
    String past = Files.readString(ca.sign("past", "DNS:a.example", "-days", "-1"));
    assertInstanceOf(AuthenticationResult.Refused.class, find(true, "", encoded(past)));
  }

  @Test
  void find_noNameOrSeveral_isRefused() throws IOException {
    TestCa ca = new TestCa(dir, "names");
    String names = "DNS:a,DNS:b,email:a@b,email:b@b,URI:u:a,URI:u:b";
    String two = encoded(Files.readString(ca.sign("two", names, "-days", "2")));
    String none = encoded(Files.readString(ca.certificate()));
    assertEquals("two", id(two, CertificateName.CN));
    assertEquals("names", id(none, CertificateName.CN));
    for (CertificateName name :
        List.of(CertificateName.DNS, CertificateName.EMAIL, CertificateName.URI)) {
      assertInstanceOf(AuthenticationResult.Refused.class, find(two, name, true));
      assertInstanceOf(AuthenticationResult.Refused.class, find(none, name, true));
    }
  }

  @Test
  void names_ofTheCertificate_areAllOfThem() throws Exception {
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(Files.newInputStream(dir.resolve("c.pem")));
    assertEquals(
        List.of("ana.example", "ana@acme.example", "spiffe://acme/ana"),
        CertificateNames.of(certificate).texts());
  }
}
