package dev.portreeve.policy.checked;

import dev.portreeve.policy.source.Hash;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named sections in one run of bytes that begins with the hash of all that follows. */
final class Sections {
  private Sections() {}

  /**
   * Writes sections.
   *
   * @param key what they are kept under, which counts into the hash
   */
  static byte[] write(String key, Map<String, byte[]> sections) {
    Output content = new Output();
    content.all(
        sections.entrySet(),
        section -> {
          content.text(section.getKey());
          content.bytes(section.getValue());
        });
    byte[] bytes = content.toByteArray();
    Output out = new Output();
    out.text(Hash.of(key, bytes));
    out.bytes(bytes);
    return out.toByteArray();
  }

  /** The sections; none when the bytes are not what was written under this key. */
  static Map<String, byte[]> read(String key, byte[] file) {
    Map<String, byte[]> sections = new LinkedHashMap<>();
    try {
      Input in = new Input(file);
      String hash = in.text();
      byte[] content = in.bytes();
      if (!hash.equals(Hash.of(key, content))) {
        return Map.of();
      }
      Input parts = new Input(content);
      for (int left = parts.size(); left > 0; left--) {
        sections.put(parts.text(), parts.bytes());
      }
      return sections;
    } catch (RuntimeException e) {
      return Map.of(); // not ours, or cut short
    }
  }
}
