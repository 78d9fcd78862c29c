package dev.portreeve.policy.checked;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Named sections in one run of bytes, each with a hash of its own. */
final class Sections {
  private Sections() {}

  /** Writes sections. */
  static byte[] write(Collection<Section> sections) {
    Output out = new Output();
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
  static Map<String, Section> read(byte[] file) {
    Map<String, Section> sections = new HashMap<>();
    try {
      Input in = new Input(file);
      for (int left = in.size(); left > 0; left--) {
        Section section = new Section(in.text(), in.text(), in.bytes());
        sections.put(section.name(), section);
      }
      return sections;
    } catch (RuntimeException e) {
      return Map.of(); // not ours, or cut short
    }
  }
}
