package dev.portreeve.client.http;

import java.util.function.Supplier;

/**
 * The header that says which service asks.
 *
 * @param header its name, or empty for none
 * @param value its value
 */
record Credential(String header, String value) {
  static final Supplier<Credential> NONE = () -> new Credential("", "");

  /** One whose value can be sent in a header. */
  Credential {
    if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException("the credential holds what no header may hold");
    }
  }

  boolean present() {
    return !header.isEmpty();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return header;
  }
}
