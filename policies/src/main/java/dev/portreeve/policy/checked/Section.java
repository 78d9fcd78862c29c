package dev.portreeve.policy.checked;

import dev.portreeve.policy.source.Hash;

/** A named run of bytes with a hash, which fits if it is what was written. */
final class Section {
  private final String name;
  private final String hash;
  private final byte[] bytes;

  Section(String name, String hash, byte[] bytes) {
    this.name = name;
    this.hash = hash;
    this.bytes = bytes;
  }

  /**
   * A section to be written.
   *
   * @param key what all of them are kept under
   */
  static Section of(String key, String name, byte[] bytes) {
    return new Section(name, hash(key, name, bytes), bytes);
  }

  private static String hash(String key, String name, byte[] bytes) {
    return Hash.of(key + " " + name, bytes);
  }

  /** Whether this is what was written under the key. */
  boolean intact(String key) {
    return hash.equals(hash(key, name, bytes));
  }

  String name() {
    return name;
  }

  String hash() {
    return hash;
  }

  /** Not to be changed. */
  byte[] bytes() {
    return bytes;
  }
}
