package dev.portreeve.sidecar.identity;

import dev.portreeve.engine.routes.RouteIdentity;
import dev.portreeve.sidecar.config.IdentityConfig;
import io.vertx.core.Future;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Takes the client certificate that a trusted proxy has verified and hands on. */
public final class CertificateIdentity implements IdentitySource {
  private final IdentityConfig.Certificate config;

  public CertificateIdentity(IdentityConfig.Certificate config) {
    this.config = config;
  }

  @Override
  public Future<AuthenticationResult> find(OriginalRequest request) {
    List<String> values = request.trustedHeader(config.header());
    if (values.isEmpty() && request.trusted() && !request.certificate().isEmpty()) {
      values = List.of(request.certificate());
    }
    if (values.isEmpty() || values.size() == 1 && values.get(0).isBlank()) {
      return Future.succeededFuture(AuthenticationResult.NOBODY);
    }
    if (values.size() > 1) {
      return refuse("the certificate header came more than once");
    }
    try {
      X509Certificate certificate = read(values.get(0));
      certificate.checkValidity();
      return name(certificate)
          .map(id -> Future.<AuthenticationResult>succeededFuture(known(id, certificate)))
          .orElseGet(() -> refuse("the client certificate carries no such name, or several"));
    } catch (CertificateException | IllegalArgumentException | InvalidNameException e) {
      return refuse("the client certificate cannot be read or is not valid now");
    }
  }

  private static AuthenticationResult known(String id, X509Certificate certificate) {
    return new AuthenticationResult.Known(
        new RouteIdentity(
            id,
            Map.of(
                "certificate_subject", certificate.getSubjectX500Principal().getName(),
                "certificate_issuer", certificate.getIssuerX500Principal().getName())));
  }

  private static Future<AuthenticationResult> refuse(String why) {
    return Future.succeededFuture(new AuthenticationResult.Refused(why));
  }

  /** Proxies write PEM or DER in base64, percent-encoded or between colons or not at all. */
  private static X509Certificate read(String text) throws CertificateException {
    String plain =
        text.indexOf('%') < 0
            ? text
            : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    String base64 =
        plain.replaceAll("-----(BEGIN|END) CERTIFICATE-----", "").replaceAll("[\\s:]", "");
    byte[] der = Base64.getDecoder().decode(base64);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private Optional<String> name(X509Certificate certificate)
      throws CertificateException, InvalidNameException {
    return switch (config.id()) {
      case CN -> commonName(certificate);
      case DNS -> alternative(certificate, CertificateNames.Kind.DNS);
      case EMAIL -> alternative(certificate, CertificateNames.Kind.EMAIL);
      case URI -> alternative(certificate, CertificateNames.Kind.URI);
    };
  }

  private static Optional<String> commonName(X509Certificate certificate)
      throws InvalidNameException {
    List<Rdn> names =
        new LdapName(certificate.getSubjectX500Principal().getName())
            .getRdns().stream().filter(rdn -> rdn.getType().equalsIgnoreCase("CN")).toList();
    return names.size() == 1 ? Optional.of(names.get(0).getValue().toString()) : Optional.empty();
  }

  private static Optional<String> alternative(
      X509Certificate certificate, CertificateNames.Kind kind) throws CertificateException {
    List<String> names = CertificateNames.of(certificate).texts(kind);
    return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
  }
}
