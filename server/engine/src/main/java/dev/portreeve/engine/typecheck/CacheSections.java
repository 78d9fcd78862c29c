package dev.portreeve.engine.typecheck;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Named sections in one run of bytes, each with a hash of its own. */
final class CacheSections {
  private CacheSections() {}

  /** Writes sections. */
  static byte[] write(Collection<CacheSection> sections) {
    CodecOutput out = new CodecOutput();
    out.all(
        sections,
        section -> {
          out.text(section.name());
          out.text(section.hash());
          out.bytes(section.bytes());
        });
    return out.toByteArray();
  }

  /** The sections by name; none when the bytes are none that were written here. */
  static Map<String, CacheSection> read(byte[] file) {
    Map<String, CacheSection> sections = new HashMap<>();
    try {
      CodecInput in = new CodecInput(file);
      for (int left = in.size(); left > 0; left--) {
        CacheSection section = new CacheSection(in.text(), in.text(), in.bytes());
        sections.put(section.name(), section);
      }
      return sections;
    } catch (RuntimeException e) {
      return Map.of(); // not ours, or cut short
    }
  }
}
