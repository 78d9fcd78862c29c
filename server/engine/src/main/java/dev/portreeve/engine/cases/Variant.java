package dev.portreeve.engine.cases;

import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the ways in which a case is run.
 *
 * @param position where what is special about it is written
 * @param label what is special about it, or empty
 * @param settings what it puts in place, in order
 */
record Variant(Position position, String label, List<Setting> settings) {
  Variant {
    settings = List.copyOf(settings);
  }

  /**
   * A value put at a path of the case.
   *
   * @param path {@code subject.team_roles}
   * @param at where the path is written
   * @param value what is put there
   */
  record Setting(String path, Position at, YamlNode value) {}

  /** This one with more put in place. */
  Variant and(Position moreAt, String moreLabel, List<Setting> more) {
    List<Setting> all = new ArrayList<>(settings);
    all.addAll(more);
    String joined = label.isEmpty() ? moreLabel : label + ", " + moreLabel;
    return new Variant(moreAt, joined, all);
  }
}
