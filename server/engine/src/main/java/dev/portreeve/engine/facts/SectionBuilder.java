package dev.portreeve.engine.facts;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.type.Structure;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.ShownText;
import dev.portreeve.engine.yaml.YamlKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes the entries of one type, in any order. */
final class SectionBuilder {
  private final boolean known;
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(String id, int place, Structure structure) {}

  /**
   * @param known whether there is such a type; if not, nothing is to be taken
   */
  SectionBuilder(boolean known) {
    this.known = known;
  }

  boolean known() {
    return known;
  }

  void add(YamlKey key, Structure structure) {
    entries.add(new Entry(key.name(), DirectoryFile.Place.of(key.position()), structure));
  }

  /** The section, after noting which ids stand in it twice. */
  DirectoryFile.Section build(Entity entity, String type, NodeReader reader) {
    entries.sort(Comparator.comparing(Entry::id)); // stable: what is written first stays first
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i).id().equals(entries.get(i - 1).id())) {
        reader.problem(
            DirectoryFile.Place.position(entries.get(i).place()),
            "duplicate key `"
                + ShownText.of(entries.get(i).id())
                + "`, first given in line "
                + DirectoryFile.Place.position(entries.get(i - 1).place()).line(),
            "");
      }
    }
    return new DirectoryFile.Section(
        entity,
        type,
        entries.stream().map(Entry::id).toArray(String[]::new),
        entries.stream().mapToInt(Entry::place).toArray(),
        entries.stream().map(Entry::structure).toArray(Structure[]::new));
  }
}
