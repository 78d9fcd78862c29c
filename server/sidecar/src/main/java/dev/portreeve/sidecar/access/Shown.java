package dev.portreeve.sidecar.access;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The one credential that a request shows, taken apart. */
sealed interface Shown {
  /** A key longer than any that is made, and a token longer than issuers make them. */
  int LONGEST = 8 << 10;

  /** An API key. */
  record Key(String id, String secret) implements Shown {}

  /** A user's name and password. */
  record Basic(String id, String secret) implements Shown {}

  /** A JSON Web Token. */
  record Token(String compact) implements Shown {}

  /** What a request shows, or empty when it is none of these, or several. */
  static Optional<Shown> read(Presented presented) {
    if (presented.keys().size() + presented.authorization().size() != 1) {
      return Optional.empty();
    }
    if (presented.keys().size() == 1) {
      return legible(presented.keys().get(0)).flatMap(Shown::key);
    }
    return legible(presented.authorization().get(0)).flatMap(Shown::authorization);
  }

  private static Optional<String> legible(String value) {
    boolean good =
        !value.isEmpty()
            && value.length() <= LONGEST
            && value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    return good ? Optional.of(value) : Optional.empty();
  }

  private static Optional<Shown> key(String value) {
    int dot = value.indexOf('.');
    return dot > 0 && dot < value.length() - 1 && value.indexOf('.', dot + 1) < 0
        ? Optional.of(new Key(value.substring(0, dot), value.substring(dot + 1)))
        : Optional.empty();
  }

  private static Optional<Shown> authorization(String value) {
    int space = value.indexOf(' ');
    String scheme = space < 0 ? value : value.substring(0, space);
    String rest = space < 0 ? "" : value.substring(space + 1).strip();
    if (scheme.equalsIgnoreCase("Bearer")) {
      return rest.chars().filter(c -> c == '.').count() == 2
          ? Optional.of(new Token(rest))
          : key(rest);
    }
    return scheme.equalsIgnoreCase("Basic") ? basic(rest) : Optional.empty();
  }

  private static Optional<Shown> basic(String encoded) {
    try {
      String pair =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Base64.getDecoder().decode(encoded)))
              .toString();
      int colon = pair.indexOf(':');
      return colon > 0 && colon < pair.length() - 1
          ? Optional.of(new Basic(pair.substring(0, colon), pair.substring(colon + 1)))
          : Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
