package dev.portreeve.engine.routes;

import java.util.List;
import java.util.Optional;

/** A request on its way through a proxy: what routes match and take facts from. */
public interface RoutedRequest {
  /** As sent: {@code GET}. */
  String method();

  /** In lower case, without a port; empty when it is not known. */
  String host();

  CheckTemplate.Canonical target();

  /** Who it comes from, or empty when nobody is verified. */
  Optional<RouteIdentity> identity();

  /** The values of a header, whoever set it. */
  List<String> header(String name);

  /** The values of a header if a peer sent it whose headers count, else none. */
  List<String> trustedHeader(String name);
}
