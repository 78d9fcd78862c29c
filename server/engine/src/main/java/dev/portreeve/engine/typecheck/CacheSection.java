package dev.portreeve.engine.typecheck;

import dev.portreeve.engine.yaml.Hash;

/** A named run of bytes with a hash, which fits if it is what was written. */
final class CacheSection {
  private final String name;
  private final String hash;
  private final byte[] bytes;

  CacheSection(String name, String hash, byte[] bytes) {
    this.name = name;
    this.hash = hash;
    this.bytes = bytes;
  }

  /**
   * A section to be written.
   *
   * @param key what all of them are kept under
   */
  static CacheSection of(String key, String name, byte[] bytes) {
    return new CacheSection(name, hash(key, name, bytes), bytes);
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
