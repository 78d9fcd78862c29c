package dev.portreeve.workbench.table;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.workbench.space.FactSpace;
import dev.portreeve.workbench.space.UnfitName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a table is to tell.
 *
 * @param action that has a policy
 * @param rows names of what differs from row to row, as an author writes them
 * @param columns the same of columns; where neither is named, the table finds its own
 * @param given values that every check has, by name
 * @param most how many checks of a cell are decided before the rest is sampled
 * @param seed of the sample
 */
public record TableQuestion(
    String action,
    List<String> rows,
    List<String> columns,
    Map<String, Object> given,
    int most,
    long seed) {
  public TableQuestion {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    given = Map.copyOf(given);
  }

  /** The same with whole names. */
  TableQuestion resolved(FactSpace space) throws UnfitName {
    Set<String> used = new HashSet<>();
    List<String> wholeRows = whole(rows, space, used);
    List<String> wholeColumns = whole(columns, space, used);
    Map<String, Object> wholeGiven = new LinkedHashMap<>();
    for (String written : given.keySet().stream().sorted().toList()) {
      String name = whole(List.of(written), space, used).get(0);
      Object value = given.getOrDefault(written, "");
      space.check(name, value);
      wholeGiven.put(name, value);
    }
    return new TableQuestion(action, wholeRows, wholeColumns, wholeGiven, most, seed);
  }

  private static List<String> whole(List<String> written, FactSpace space, Set<String> used)
      throws UnfitName {
    String[] names = new String[written.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = space.named(written.get(i));
      if (!used.add(names[i])) {
        throw new UnfitName("`" + names[i] + "` is named twice: it is a row, a column or given");
      }
    }
    return List.of(names);
  }

  /** Looks whether a set decides the action. */
  void expectPolicy(Snapshot snapshot) throws UnfitName {
    if (snapshot.policies().contains(action)) {
      return;
    }
    List<String> group = snapshot.schema().groups().getOrDefault(action, List.of());
    if (!group.isEmpty()) {
      throw new UnfitName(
          "`" + action + "` is a group of actions: name " + String.join(" or ", group));
    }
    String near = Suggestion.didYouMean(action, snapshot.policies());
    throw new UnfitName("no policy decides `" + action + "`" + (near.isEmpty() ? "" : "; " + near));
  }
}
