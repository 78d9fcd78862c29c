package dev.portreeve.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a store is: {@code sqlite:PATH} or {@code postgresql://USER:PASSWORD@HOST:PORT/NAME}. */
public sealed interface StoreLocation {
  /** How one is written. */
  String FORM = "sqlite:PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME";

  /**
   * A file of this machine.
   *
   * @param file made where it is not there
   */
  record Sqlite(Path file) implements StoreLocation {
    @Override
    public String toString() {
      return "sqlite:" + file;
    }
  }

  /**
   * A database of a PostgreSQL server.
   *
   * @param url of the driver, without user and password
   * @param user empty: the driver's default
   * @param password never shown
   */
  record Postgresql(String url, String user, String password) implements StoreLocation {
    @Override
    public String toString() {
      int query = url.indexOf('?');
      return url.substring("jdbc:".length(), query < 0 ? url.length() : query);
    }
  }

  /** What the text says, or empty when it names no store. */
  static Optional<StoreLocation> parse(String text) {
    if (text.startsWith("sqlite:")) {
      return sqlite(text.substring("sqlite:".length()));
    }
    return text.startsWith("postgresql://") || text.startsWith("postgres://")
        ? postgresql(text)
        : Optional.empty();
  }

  private static Optional<StoreLocation> sqlite(String path) {
    try {
      // Behind a question mark the driver reads settings; a path has none.
      return path.isEmpty() || path.contains("?") || path.startsWith(":")
          ? Optional.empty()
          : Optional.of(new Sqlite(Path.of(path)));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<StoreLocation> postgresql(String text) {
    try {
      URI uri = new URI(text);
      @Nullable String path = uri.getRawPath();
      if (uri.getHost() == null || path == null || path.length() < 2) {
        return Optional.empty();
      }
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      String login = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
      int colon = login.indexOf(':');
      return Optional.of(
          new Postgresql(
              "jdbc:postgresql://" + uri.getHost() + port + path + query,
              decoded(colon < 0 ? login : login.substring(0, colon)),
              decoded(colon < 0 ? "" : login.substring(colon + 1))));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
