package dev.portreeve.sidecar.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of a server that speaks TLS, all PEM.
 *
 * @param certificate the server's, with the chain that leads to its CA
 * @param key its private key
 * @param clientCa the CAs whose client certificates are taken; empty: none is asked for
 * @param expired what becomes of a start whose certificate is not valid now
 */
public record TlsConfig(Path certificate, Path key, Optional<Path> clientCa, Expired expired) {
  /** What becomes of a certificate that is not valid now. */
  public enum Expired {
    SERVE,
    REFUSE
  }
}
