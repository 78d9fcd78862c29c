package dev.portreeve.sidecar.identity;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The alternative names of a certificate that can stand for somebody, in the order in which the
 * certificate has them.
 *
 * @param all of every kind
 */
public record CertificateNames(List<Name> all) {
  /** A kind of name, as RFC 5280 numbers them. */
  public enum Kind {
    EMAIL(1),
    DNS(2),
    URI(6);

    private final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  /** One name. */
  public record Name(Kind kind, String text) {}

  public CertificateNames {
    all = List.copyOf(all);
  }

  /**
   * The names of a certificate.
   *
   * @throws CertificateParsingException when they cannot be read
   */
  public static CertificateNames of(X509Certificate certificate)
      throws CertificateParsingException {
    Collection<List<?>> given = certificate.getSubjectAlternativeNames();
    List<Name> names = new ArrayList<>();
    for (List<?> name : given == null ? List.<List<?>>of() : given) {
      for (Kind kind : Kind.values()) {
        if (name.get(0).equals(kind.number) && name.get(1) instanceof String text) {
          names.add(new Name(kind, text));
        }
      }
    }
    return new CertificateNames(names);
  }

  /** The texts of all names. */
  public List<String> texts() {
    return all.stream().map(Name::text).toList();
  }

  /** The texts of the names of one kind. */
  public List<String> texts(Kind kind) {
    return all.stream().filter(name -> name.kind() == kind).map(Name::text).toList();
  }
}
