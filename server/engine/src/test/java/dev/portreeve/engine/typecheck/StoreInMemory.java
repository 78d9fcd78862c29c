package dev.portreeve.engine.typecheck;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A store that can be looked into. */
final class StoreInMemory implements TypeCheckStore {
  private final String program;
  private final Map<String, byte[]> files;
  private int writes;

  private StoreInMemory(String program, Map<String, byte[]> files) {
    this.program = program;
    this.files = files;
  }

  static StoreInMemory empty() {
    return new StoreInMemory("this program", new HashMap<>());
  }

  /** A store of the same files as another program sees it. */
  StoreInMemory of(String other) {
    return new StoreInMemory(other, files);
  }

  @Override
  public String program() {
    return program;
  }

  @Override
  public Optional<byte[]> find(String key) {
    return Optional.ofNullable(files.get(key));
  }

  @Override
  public void keep(String key, byte[] content) {
    writes++;
    files.put(key, content);
  }

  int writes() {
    return writes;
  }

  Map<String, byte[]> files() {
    return files;
  }

  /** What its only file holds. */
  byte[] onlyFile() {
    return files.values().iterator().next();
  }

  /** Puts something else into its only file. */
  void replace(byte[] content) {
    files.replaceAll((key, old) -> content);
  }
}
