package dev.portreeve.workbench.replay;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds which fields of a check its record hides. */
final class HiddenFields {
  private static final String PROPERTIES = "properties";
  private static final String INPUT = "input";
  private static final String ANY = "*";

  private HiddenFields() {}

  /** The names of the fields that are masked or left out, as policies write them. */
  static Set<String> of(LogRecord record, Schema schema) {
    if (record.masked().isEmpty() && record.erased().isEmpty()) {
      return Set.of();
    }
    Set<String> hidden = new LinkedHashSet<>();
    for (Entity entity : Entity.values()) {
      for (String own : List.of("type", "id", "name")) {
        List<String> path = List.of(INPUT, entity.variable(), own);
        if (hides(record, path)) {
          hidden.add(entity.variable() + "." + own);
        }
      }
    }
    for (Fact fact : schema.facts()) {
      List<String> path = new ArrayList<>(List.of(INPUT, fact.entity().variable()));
      if (fact.entity() != Entity.CONTEXT) {
        path.add(PROPERTIES);
      }
      path.add(fact.name());
      if (hides(record, path)) {
        hidden.add(fact.variable());
      }
    }
    return hidden;
  }

  /* A pointer tells a fact that was left out from one that was not given only where it names it, so
  each that it may mean counts; a fact that is masked stands in the record. */
  private static boolean hides(LogRecord record, List<String> path) {
    return record.erased().stream().anyMatch(pointer -> meets(pointer, path))
        || (record.masked().stream().anyMatch(pointer -> meets(pointer, path))
            && masked(record.members(), path));
  }

  /** Whether a pointer is to a member, around it or inside it. */
  private static boolean meets(String pointer, List<String> path) {
    String[] parts = pointer.substring(1).split("/", -1);
    for (int i = 0; i < Math.min(parts.length, path.size()); i++) {
      String part = parts[i].replace("~1", "/").replace("~0", "~");
      if (!part.equals(ANY) && !part.equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a mask stands at a path, around it or inside it. */
  private static boolean masked(Map<String, Object> members, List<String> path) {
    Object at = members;
    for (String part : path) {
      if (!(at instanceof Map<?, ?> map)) {
        return LogRecord.MASKED.equals(at);
      }
      Object inner = map.get(part);
      if (inner == null) {
        return false;
      }
      at = inner;
    }
    return holdsMask(at);
  }

  private static boolean holdsMask(Object value) {
    return value instanceof Map<?, ?> map
        ? map.values().stream().anyMatch(HiddenFields::holdsMask)
        : LogRecord.MASKED.equals(value);
  }
}
