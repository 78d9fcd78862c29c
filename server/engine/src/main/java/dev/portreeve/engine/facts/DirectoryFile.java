package dev.portreeve.engine.facts;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.type.Structure;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.List;

/**
 * One file of a set's directory, read.
 *
 * @param file as it was written
 * @param sections its entries, by type
 */
record DirectoryFile(SourceFile file, List<Section> sections) {
  DirectoryFile {
    sections = List.copyOf(sections);
  }

  /** How many entries it has. */
  int size() {
    return sections.stream().mapToInt(section -> section.ids().length).sum();
  }

  /**
   * The entries of one type.
   *
   * @param entity subject or resource
   * @param type of it
   * @param ids ascending, each once
   * @param places where each stands in the file, see {@link Place}
   * @param entries what is said of each
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and there may be 100,000
  record Section(Entity entity, String type, String[] ids, int[] places, Structure[] entries) {}

  /** Positions as numbers, which a hundred thousand of are worth making small. */
  static final class Place {
    private static final int COLUMN_BITS = 11;
    private static final int MAX_COLUMN = (1 << COLUMN_BITS) - 1;

    private Place() {}

    static int of(Position position) {
      return position.line() << COLUMN_BITS | Math.min(position.column(), MAX_COLUMN);
    }

    static Position position(int place) {
      return new Position(place >>> COLUMN_BITS, place & MAX_COLUMN);
    }
  }
}
