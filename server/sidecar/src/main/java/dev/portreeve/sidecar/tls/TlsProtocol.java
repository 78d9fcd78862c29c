package dev.portreeve.sidecar.tls;

/** What the JDK's TLS is told once for the process, before its first handshake. */
public final class TlsProtocol {
  private TlsProtocol() {}

  /** Refuses renegotiation that a client begins: it costs the server much and the client little. */
  public static void prepare() {
    String unused = System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }
}
