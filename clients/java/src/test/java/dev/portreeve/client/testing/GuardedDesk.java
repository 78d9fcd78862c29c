package dev.portreeve.client.testing;

import dev.portreeve.sidecar.access.TestCredentials;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.tls.TestCa;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A server over TLS that knows its callers: {@code orders} by its key, {@code porter} by its key
 * for {@code desk.open} alone, and whoever has the certificate {@link #clientCertificate}.
 */
public final class GuardedDesk implements AutoCloseable {
  private final Path dir;
  private final Path authority;
  private final RunningServer server;

  /**
   * @param dir where its files lie
   */
  public GuardedDesk(Path dir) throws IOException {
    this.dir = dir;
    TestCa ca = new TestCa(dir, "ca");
    authority = ca.certificate();
    ca.sign("server", "DNS:localhost,IP:127.0.0.1", "-days", "5");
    ca.sign("client", "DNS:orders.example", "-days", "5");
    Path credentials =
        new TestCredentials(dir.resolve("credentials.yaml"))
            .key("orders", "scopes: [check]")
            .key("porter", "scopes: [check], actions: [desk.open]")
            .add("node", "certificate: \"orders.example\"", "scopes: [check]")
            .write();
    server =
        RunningServer.of(
            Desk.set(),
            Map.of(
                "--credentials", credentials.toString(),
                "--tls-cert", dir.resolve("server.pem").toString(),
                "--tls-key", dir.resolve("server.key").toString(),
                "--tls-client-ca", authority.toString()));
  }

  public String address() {
    return "https://" + server.address();
  }

  /** The certificate of who signed those of server and client. */
  public Path authority() {
    return authority;
  }

  public Path clientCertificate() {
    return dir.resolve("client.pem");
  }

  public Path clientKey() {
    return dir.resolve("client.key");
  }

  @Override
  public void close() {
    server.close();
  }
}
