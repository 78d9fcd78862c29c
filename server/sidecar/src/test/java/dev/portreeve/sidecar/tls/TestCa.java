package dev.portreeve.sidecar.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.source.testing.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority of a test, by openssl. */
public final class TestCa {
  private static final List<String> P256 =
      List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");

  private final Path dir;
  private final String name;

  /**
   * @param dir where its files lie
   * @param name of its files: {@code NAME.pem}, {@code NAME.key}
   */
  public TestCa(Path dir, String name) throws IOException {
    this.dir = dir;
    this.name = name;
    openssl(
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-subj",
        "/CN=" + name,
        "-days",
        "30",
        "-keyout",
        file(".key").toString(),
        "-out",
        file(".pem").toString());
  }

  /** The CA's own certificate. */
  public Path certificate() {
    return file(".pem");
  }

  private Path file(String suffix) {
    return dir.resolve(name + suffix);
  }

  /**
   * Signs a certificate, {@code ID.pem} beside {@code ID.key}.
   *
   * @param names as openssl writes them: {@code DNS:localhost}
   * @param dates as options of openssl: {@code -days 5}
   */
  public Path sign(String id, String names, String... dates) throws IOException {
    return sign(P256, id, names, dates);
  }

  /**
   * The same, with a key of another kind.
   *
   * @param key as options of openssl's {@code req}: {@code -newkey rsa:2048}
   */
  Path sign(List<String> key, String id, String names, String... dates) throws IOException {
    Path extensions = request(key, id, names);
    List<String> signing =
        new ArrayList<>(
            List.of(
                "x509",
                "-req",
                "-in",
                dir.resolve(id + ".csr").toString(),
                "-CA",
                file(".pem").toString(),
                "-CAkey",
                file(".key").toString(),
                "-CAcreateserial",
                "-extfile",
                extensions.toString(),
                "-out",
                dir.resolve(id + ".pem").toString()));
    signing.addAll(List.of(dates));
    openssl(signing.toArray(String[]::new));
    return dir.resolve(id + ".pem");
  }

  /** Signs a certificate that is not valid before the year 2090. */
  Path signForLater(String id, String names) throws IOException {
    Path extensions = request(P256, id, names);
    Path config = dir.resolve(id + ".cnf");
    Files.writeString(dir.resolve(id + ".index"), "");
    Files.writeString(
        config,
        """
        [ca]
        default_ca = later
        [later]
        database = %1$s.index
        serial = %1$s.serial
        new_certs_dir = %2$s
        default_md = sha256
        policy = any
        [any]
        commonName = supplied
        """
            .formatted(dir.resolve(id), dir));
    openssl(
        "ca",
        "-batch",
        "-notext",
        "-create_serial",
        "-config",
        config.toString(),
        "-in",
        dir.resolve(id + ".csr").toString(),
        "-cert",
        file(".pem").toString(),
        "-keyfile",
        file(".key").toString(),
        "-startdate",
        "20900101000000Z",
        "-enddate",
        "20910101000000Z",
        "-extfile",
        extensions.toString(),
        "-out",
        dir.resolve(id + ".pem").toString());
    return dir.resolve(id + ".pem");
  }

  /** Makes a key and a request to sign it; the file of the extensions to sign with it. */
  private Path request(List<String> key, String id, String names) throws IOException {
    Path extensions = dir.resolve(id + ".ext");
    Files.writeString(extensions, "subjectAltName=" + names + "\n");
    List<String> asking = new ArrayList<>(List.of("req", "-new"));
    asking.addAll(key);
    asking.addAll(
        List.of(
            "-nodes",
            "-subj",
            "/CN=" + id,
            "-keyout",
            dir.resolve(id + ".key").toString(),
            "-out",
            dir.resolve(id + ".csr").toString()));
    openssl(asking.toArray(String[]::new));
    return extensions;
  }

  private static void openssl(String... arguments) throws IOException {
    Output output = run("", "openssl", arguments);
    assertEquals(0, output.status(), output.text());
  }

  /** What a program printed on both streams, and how it ended. */
  record Output(int status, String text) {}

  /** Runs a program of this machine to its end. */
  static Output run(String input, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Programs.ofThisMachine().require(program).toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Output(process.waitFor(), text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
