package dev.portreeve.workbench.difference;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.workbench.output.Progress;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.space.Conditions;
import dev.portreeve.workbench.space.Exploration;
import dev.portreeve.workbench.space.Leaf;
import dev.portreeve.workbench.space.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which decisions change between two versions of a set.
 *
 * @param actions those that were compared: whose policy, or what it shares with others, differs
 */
public record SetDifference(List<ActionDifference> actions) {
  public SetDifference {
    actions = List.copyOf(actions);
  }

  /**
   * Compares two versions.
   *
   * @param before the old version, which loads
   * @param after the new version, which loads
   * @param most how many checks of an action are decided before the rest is sampled
   * @param seed of the sample
   */
  public static SetDifference of(
      AuthoredSet before, AuthoredSet after, int most, long seed, Progress progress) {
    return of(before, after, new Point(Map.of()), most, seed, progress);
  }

  /** The same of the checks that agree with a point. */
  static SetDifference of(
      AuthoredSet before, AuthoredSet after, Point fixed, int most, long seed, Progress progress) {
    List<String> changed = List.copyOf(changed(before, after));
    List<ActionDifference> found = new ArrayList<>();
    for (int i = 0; i < changed.size(); i++) {
      progress.at("actions", i, changed.size());
      Exploration exploration =
          new Exploration(
              List.of(before.loaded(), after.loaded()), changed.get(i), most, seed, progress);
      found.add(compare(exploration, fixed, changed.get(i), after.loaded()));
    }
    progress.end();
    return new SetDifference(found);
  }

  /** The actions of which some decisions change. */
  public List<ActionDifference> changed() {
    return actions.stream().filter(action -> !action.changes().isEmpty()).toList();
  }

  /** How many kinds of checks change in a direction. */
  public int count(Direction direction) {
    return actions.stream()
        .flatMap(action -> action.changes().stream())
        .filter(change -> change.direction() == direction)
        .mapToInt(Change::count)
        .sum();
  }

  /** The actions whose decisions can differ: all of them where what they share does. */
  private static Set<String> changed(AuthoredSet before, AuthoredSet after) {
    Set<String> actions = new TreeSet<>(before.loaded().policies());
    actions.addAll(after.loaded().policies());
    Map<String, SourceFile> old = shared(before.files());
    if (old.equals(shared(after.files()))) {
      actions.removeIf(
          action -> text(before.loaded(), action).equals(text(after.loaded(), action)));
    }
    return actions;
  }

  private static Map<String, SourceFile> shared(PolicySetFiles files) {
    Map<String, SourceFile> shared = new LinkedHashMap<>(files.files());
    shared.keySet().removeIf(path -> path.startsWith("actions/") || path.equals("routes.yaml"));
    return shared;
  }

  private static Optional<String> text(Snapshot snapshot, String action) {
    return snapshot.policy(action).map(policy -> policy.file().text());
  }

  private static ActionDifference compare(
      Exploration exploration, Point fixed, String action, Snapshot after) {
    List<Leaf> leaves = exploration.from(fixed);
    Map<List<Object>, List<Leaf>> alike = new LinkedHashMap<>();
    for (Leaf leaf : leaves) {
      Leaf.Answer old = leaf.answers().get(0);
      Leaf.Answer now = leaf.answers().get(1);
      Direction direction = Direction.of(old.decision(), now.decision());
      if (direction != Direction.SAME) {
        List<Object> kind =
            List.of(
                direction,
                old.decision().outcome(),
                old.decision().reason(),
                old.place(),
                now.decision().outcome(),
                now.decision().reason(),
                now.place());
        alike.computeIfAbsent(kind, unused -> new ArrayList<>()).add(leaf);
      }
    }
    List<Change> changes = new ArrayList<>();
    alike.forEach((kind, of) -> changes.add(change((Direction) kind.get(0), of, leaves)));
    changes.sort(Comparator.comparing(Change::direction));
    return new ActionDifference(
        action,
        changes,
        leaves.size(),
        exploration.sampled(),
        exploration.open(),
        after.schema().team().map(Fact::variable).orElse(""));
  }

  private static Change change(Direction direction, List<Leaf> of, List<Leaf> all) {
    Leaf example = of.get(0);
    return new Change(
        direction,
        example.answers().get(0),
        example.answers().get(1),
        of.size(),
        Conditions.of(of, all),
        example);
  }
}
