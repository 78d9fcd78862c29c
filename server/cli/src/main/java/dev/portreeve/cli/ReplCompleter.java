package dev.portreeve.cli;

import dev.portreeve.engine.Expression;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.type.Field;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes what expressions may name, and the commands. */
final class ReplCompleter implements Completer {
  private final Map<String, String> names = new TreeMap<>(Comparator.naturalOrder());

  ReplCompleter(Snapshot snapshot) {
    Expression.names(snapshot).forEach(name -> names.put(name, ""));
    for (Entity entity : List.of(Entity.SUBJECT, Entity.RESOURCE)) {
      names.put(entity.variable() + ".type", "");
      names.put(entity.variable() + ".id", "");
    }
    names.put("action.name", "");
    for (Fact fact : snapshot.schema().facts()) {
      names.put(fact.variable(), fact.description());
    }
    if (snapshot.schema().team().isPresent()) {
      names.put("team.id", "");
      for (Field field : snapshot.schema().attributes().fields()) {
        names.put("team." + field.name(), "");
      }
    }
    for (Setting setting : snapshot.schema().settings()) {
      names.put("settings." + setting.key(), setting.title());
      names.put("controls." + setting.key(), "");
    }
    for (Definition definition : snapshot.definitions()) {
      names.put(definition.name(), definition.description());
    }
    ReplSession.COMMANDS.forEach(command -> names.put(command.get(0), command.get(1)));
  }

  /** The names that begin like what is typed, each with a word about it. */
  Map<String, String> matching(String typed) {
    Map<String, String> matching = new TreeMap<>();
    names.forEach(
        (name, about) -> {
          boolean command = name.startsWith(ReplSession.COMMAND);
          boolean wanted = command == typed.startsWith(ReplSession.COMMAND);
          if (wanted && name.startsWith(typed)) {
            matching.put(name, about);
          }
        });
    return matching;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    matching(line.word())
        .forEach(
            (name, about) ->
                candidates.add(
                    new Candidate(
                        name, name, null, about.isEmpty() ? null : about, null, null, false)));
  }
}
