package dev.portreeve.engine.yaml;

import java.util.List;

/** Takes the entries of a document one by one, so that the document need not be held as a whole. */
@FunctionalInterface
public interface EntryVisitor {
  /**
   * Takes one entry.
   *
   * @param keys from the outermost map to the entry's own
   * @param value what the entry says
   */
  void entry(List<YamlKey> keys, YamlNode value);
}
