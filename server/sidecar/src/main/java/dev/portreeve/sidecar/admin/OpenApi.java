package dev.portreeve.sidecar.admin;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** {@code GET /admin/v1/openapi.json}: what the admin API is, for tools. */
final class OpenApi implements Handler<RoutingContext> {
  static final String PATH = "/admin/v1/openapi.json";

  private final String document = read();

  static String read() {
    try (InputStream in =
        Objects.requireNonNull(OpenApi.class.getResourceAsStream("openapi.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void handle(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(document);
  }
}
