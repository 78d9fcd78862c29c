package dev.portreeve.cli;

import dev.portreeve.sidecar.config.Address;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A server to ask, and what is shown to it.
 *
 * @param address where it listens
 * @param tls how it is spoken to over TLS; empty: in clear text
 * @param headers that show who asks
 */
record AskedServer(Address address, Optional<Tls> tls, Map<String, String> headers) {

  /**
   * What counts in TLS.
   *
   * @param ca whose server certificates are trusted; empty: those that the JDK trusts
   * @param certificate the client's
   * @param key of the client's certificate
   */
  record Tls(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {}

  /** One that is spoken to in clear text and learns nothing of who asks. */
  static AskedServer plain(Address address) {
    return new AskedServer(address, Optional.empty(), Map.of());
  }

  /** How a client connects to it. */
  HttpClientOptions client() {
    HttpClientOptions options = new HttpClientOptions().setSsl(tls.isPresent()).setUseAlpn(true);
    if (tls.isPresent()) {
      tls.get()
          .ca()
          .ifPresent(
              file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
      PemKeyCertOptions own = new PemKeyCertOptions();
      tls.get().certificate().ifPresent(file -> own.addCertPath(file.toString()));
      tls.get().key().ifPresent(file -> own.addKeyPath(file.toString()));
      if (!own.getKeyPaths().isEmpty()) {
        options.setKeyCertOptions(own);
      }
    }
    return options;
  }

  /** A request to it, whose certificate must be that of the host asked for. */
  RequestOptions request() {
    RequestOptions request =
        new RequestOptions().setServer(address.socket()).setSsl(tls.isPresent());
    if (address instanceof Address.Tcp tcp) {
      request.setHost(tcp.host()).setPort(tcp.port());
    }
    headers.forEach(request::putHeader);
    return request;
  }
}
