package dev.portreeve.sidecar.tls;

import dev.portreeve.sidecar.config.TlsConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate and key that fit each other, and the CAs of clients.
 *
 * @param notBefore from when the certificate is valid
 * @param notAfter until when
 */
record TlsMaterial(TlsFiles files, PemKeyCertOptions keyCert, Instant notBefore, Instant notAfter) {
  /*
   * RFC 9325 section 4.2: TLS 1.3, and of TLS 1.2 what has forward secrecy and authenticated
   * encryption. Renegotiation is off (TlsProtocol), there are no session tickets from before a
   * rotation, and ALPN offers HTTP/2 and HTTP/1.1.
   */
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /* Those that Vert.x reads from PEM. */
  private static final List<String> KEY_TYPES = List.of("EC", "RSA");

  /**
   * Reads and checks.
   *
   * @throws IOException that names the file at fault and says what it should be
   */
  static TlsMaterial of(TlsConfig config, TlsFiles files, Vertx vertx) throws IOException {
    PemKeyCertOptions keyCert =
        new PemKeyCertOptions()
            .setCertValue(Buffer.buffer(files.certificate()))
            .setKeyValue(Buffer.buffer(files.key()));
    X509Certificate own = first(files.certificate(), config.certificate().toString());
    if (!fits(key(keyCert, vertx, config), own)) {
      throw new IOException(
          "the key in `"
              + config.key()
              + "` is not that of the certificate in `"
              + config.certificate()
              + "`");
    }
    if (files.clientCa().isPresent()) {
      X509Certificate unused =
          first(files.clientCa().get(), config.clientCa().map(Object::toString).orElse(""));
    }
    return new TlsMaterial(
        files, keyCert, own.getNotBefore().toInstant(), own.getNotAfter().toInstant());
  }

  private static X509Certificate first(byte[] pem, String file) throws IOException {
    try {
      String text = new String(pem, StandardCharsets.ISO_8859_1);
      if (text.contains("-----BEGIN CERTIFICATE-----")
          && CertificateFactory.getInstance("X.509")
                  .generateCertificates(new ByteArrayInputStream(pem))
                  .iterator()
                  .next()
              instanceof X509Certificate certificate) {
        return certificate;
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("`" + file + "` holds a certificate that cannot be read", e);
    }
    throw new IOException("`" + file + "` holds no certificate in PEM");
  }

  private static PrivateKey key(PemKeyCertOptions options, Vertx vertx, TlsConfig config)
      throws IOException {
    try {
      for (KeyManager manager : options.getKeyManagerFactory(vertx).getKeyManagers()) {
        for (String type : KEY_TYPES) {
          if (manager instanceof X509KeyManager x509) {
            String[] aliases = x509.getServerAliases(type, null);
            if (aliases != null && aliases.length > 0) {
              return x509.getPrivateKey(aliases[0]);
            }
          }
        }
      }
    } catch (Exception e) {
      // Whatever it says may quote the file, and the file is a secret.
      throw new IOException(unreadable(config), e.getCause());
    }
    throw new IOException(unreadable(config));
  }

  private static String unreadable(TlsConfig config) {
    return "`" + config.key() + "` holds no RSA or EC private key in PEM without a password";
  }

  /** Whether what the key signs the certificate verifies. */
  private static boolean fits(PrivateKey key, X509Certificate certificate) {
    String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    try {
      byte[] text = {1, 2, 3};
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(text);
      byte[] signature = signing.sign();
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(certificate.getPublicKey());
      verifying.update(text);
      return verifying.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** What is wrong with the certificate's dates, or empty. */
  String outOfDate(Instant now) {
    return now.isAfter(notAfter)
        ? "the certificate has expired at " + notAfter
        : now.isBefore(notBefore) ? "the certificate is not valid before " + notBefore : "";
  }

  /** Lets a server speak TLS with it from its start on. */
  void apply(HttpServerOptions options) {
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
        .setSslEngineOptions(engine())
        .setKeyCertOptions(keyCert);
    SUITES.forEach(options::addEnabledCipherSuite);
    files
        .clientCa()
        .ifPresent(
            ca ->
                options
                    .setClientAuth(ClientAuth.REQUEST)
                    .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(ca))));
  }

  /**
   * BoringSSL by its native library where that runs, which takes a third less time than the JDK's.
   */
  private static SSLEngineOptions engine() {
    return isNative() ? new OpenSSLEngineOptions() : new JdkSSLEngineOptions();
  }

  /** Whether it is BoringSSL that speaks TLS. */
  static boolean isNative() {
    return OpenSSLEngineOptions.isAvailable();
  }

  /** The same for a server that runs. */
  ServerSSLOptions options() {
    HttpServerOptions options = new HttpServerOptions();
    apply(options);
    return options.getSslOptions().setApplicationLayerProtocols(List.of("h2", "http/1.1"));
  }
}
