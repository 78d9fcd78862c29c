package dev.portreeve.engine.analysis;

import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.MapType;
import dev.portreeve.engine.type.SealedType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is known of the values that an expression can have, before any check is decided. */
sealed interface Shape {

  /** Nothing is known, or nothing that matters here. */
  record Open() implements Shape {}

  /** No value at all: the element of an empty list. */
  record Nothing() implements Shape {}

  /**
   * One of some texts.
   *
   * @param name of what they are the values of, as policies write it; empty when there is none
   * @param declared those that a schema declares
   * @param literals those written in expressions, and where
   */
  record Texts(String name, Set<String> declared, Map<String, Site> literals) implements Shape {
    public Texts {
      declared = Set.copyOf(new LinkedHashSet<>(declared));
      literals = Map.copyOf(literals);
    }

    boolean has(String text) {
      return declared.contains(text) || literals.containsKey(text);
    }

    /** Whether no text can be a value of both. */
    boolean isDisjoint(Texts other) {
      return declared.stream().noneMatch(other::has)
          && literals.keySet().stream().noneMatch(other::has);
    }

    /** All of them, in a stable order. */
    List<String> all() {
      Set<String> all = new java.util.TreeSet<>(declared);
      all.addAll(literals.keySet());
      return List.copyOf(all);
    }
  }

  /** A list whose elements are of a shape. */
  record Elements(Shape element) implements Shape {}

  /** An object with declared members. */
  record Members(StructType type, String name) implements Shape {}

  /** A map: its keys, open unless it is written out, and what stands under any of them. */
  record Entries(Shape key, Shape value) implements Shape {}

  /** Everything that a variable such as {@code settings} holds. */
  record Whole(String name) implements Shape {}

  /** A sealed value, of which nobody knows more than that it is there. */
  record Secret(String name) implements Shape {}

  Shape OPEN = new Open();
  Shape NOTHING = new Nothing();

  /** The values that a schema declares. */
  static Shape declared(String name, Collection<String> values) {
    return values.isEmpty() ? OPEN : new Texts(name, new LinkedHashSet<>(values), Map.of());
  }

  /** A text as it is written. */
  static Shape literal(String text, Site site) {
    return new Texts("", Set.of(), Map.of(text, site));
  }

  /** The values of a declared type. */
  static Shape of(ValueType type, String name) {
    if (type instanceof StringType text) {
      return declared(name, text.values());
    }
    if (type instanceof ListType list) {
      return new Elements(of(list.items(), name));
    }
    if (type instanceof MapType map) {
      return new Entries(OPEN, of(map.values(), name));
    }
    if (type instanceof SealedType) {
      return new Secret(name);
    }
    return type instanceof StructType struct ? new Members(struct, name) : OPEN;
  }

  /** What a member of an object has. */
  static Shape member(Members object, String name) {
    int at = object.type().indexOf(name);
    if (at < 0) {
      return OPEN;
    }
    Field field = object.type().field(at);
    return of(field.type(), object.name() + "." + name);
  }

  /** The same values under a name, if they have none. */
  static Shape named(Shape shape, String name) {
    return shape instanceof Texts texts && texts.name().isEmpty()
        ? new Texts(name, texts.declared(), texts.literals())
        : shape;
  }

  /** The values of one or the other. */
  static Shape either(Shape one, Shape other) {
    if (one instanceof Nothing || one.equals(other)) {
      return other;
    }
    if (other instanceof Nothing) {
      return one;
    }
    if (one instanceof Texts first && other instanceof Texts second) {
      Set<String> declared = new LinkedHashSet<>(first.declared());
      declared.addAll(second.declared());
      Map<String, Site> literals = new LinkedHashMap<>(first.literals());
      second.literals().forEach(literals::putIfAbsent);
      return new Texts(first.name().isEmpty() ? second.name() : first.name(), declared, literals);
    }
    if (one instanceof Elements first && other instanceof Elements second) {
      return new Elements(either(first.element(), second.element()));
    }
    if (one instanceof Entries first && other instanceof Entries second) {
      return new Entries(either(first.key(), second.key()), either(first.value(), second.value()));
    }
    return OPEN;
  }
}
