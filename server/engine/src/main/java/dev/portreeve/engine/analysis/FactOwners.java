package dev.portreeve.engine.analysis;

import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes sure that an action's expressions read only facts that the action has. */
final class FactOwners {
  private final ReadableFields readable;
  private final Findings findings;

  FactOwners(ReadableFields readable, Findings findings) {
    this.readable = readable;
    this.findings = findings;
  }

  /**
   * Looks at facts that a policy reads by itself.
   *
   * @param variable through which it reads them
   */
  void expect(List<Fact> read, String variable, Site site) {
    for (Fact fact : read) {
      if (!readable.has(fact)) {
        boolean direct = fact.entity().variable().equals(variable);
        String by = direct ? "" : "`" + variable + "` reads ";
        report(fact, site, "", by + shown(fact) + (direct ? " is no fact" : ", which is no fact"));
      }
    }
  }

  /** Looks at facts that a policy reads through a definition. */
  void expect(Collection<Fact> read, Definition definition, Site site) {
    for (Fact fact : read) {
      if (!readable.has(fact)) {
        String by =
            "`" + definition.name() + "` (definitions.yaml:" + definition.position().line() + ")";
        report(fact, site, definition.name(), by + " reads " + shown(fact) + ", which is no fact");
      }
    }
  }

  private static String shown(Fact fact) {
    return "`" + fact.variable() + "`";
  }

  private void report(Fact fact, Site site, String function, String message) {
    ActionSpec action = readable.action().orElseThrow();
    List<String> own =
        readable.schema().facts().stream()
            .filter(other -> other.entity() == fact.entity() && readable.has(other))
            .map(Fact::name)
            .filter(name -> !Schema.BUILT_IN.contains(name))
            .toList();
    String near = Suggestion.didYouMean(fact.name(), own);
    List<String> help = new ArrayList<>();
    if (!near.isEmpty()) {
      help.add(near);
    }
    help.add("it belongs to " + owners(fact));
    findings.add(site, function, message + " of `" + action.name() + "`", String.join("; ", help));
  }

  private static String owners(Fact fact) {
    TreeSet<String> owners = new TreeSet<>(fact.owners().types().keySet());
    owners.addAll(fact.owners().actions().keySet());
    return owners.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
