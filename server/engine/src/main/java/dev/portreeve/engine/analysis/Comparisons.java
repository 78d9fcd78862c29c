package dev.portreeve.engine.analysis;

import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.SealedType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds what can have no value: literals outside the enum of what they are compared with or
 * assigned to, and facts that no resource of a type has.
 */
final class Comparisons {
  private static final int MAX_LISTED = 12;

  private final Findings findings;

  Comparisons(Findings findings) {
    this.findings = findings;
  }

  /**
   * Looks at two values that are compared.
   *
   * @param site of the comparison
   */
  void compare(Shape left, Shape right, Site site) {
    if (left instanceof Shape.Elements one && right instanceof Shape.Elements other) {
      compare(one.element(), other.element(), site);
    }
    String whole = incomparable(left).or(() -> incomparable(right)).orElse("");
    if (!whole.isEmpty()) {
      findings.add(site, whole + " cannot be compared", "compare the members that matter");
    }
    if (!(left instanceof Shape.Texts one) || !(right instanceof Shape.Texts other)) {
      return;
    }
    expect(one, other);
    expect(other, one);
    boolean bothDeclared = one.literals().isEmpty() && other.literals().isEmpty();
    if (bothDeclared && one.isDisjoint(other)) {
      findings.add(
          site,
          "`" + one.name() + "` and `" + other.name() + "` have no value in common",
          "`" + one.name() + "` is one of " + listed(one));
    }
  }

  /** What cannot be compared: a variable as a whole, or what holds a secret, which nobody knows. */
  private static Optional<String> incomparable(Shape shape) {
    if (shape instanceof Shape.Whole whole) {
      return Optional.of("`" + whole.name() + "` as a whole");
    }
    if (shape instanceof Shape.Secret secret) {
      return Optional.of("the sealed value `" + secret.name() + "`");
    }
    if (shape instanceof Shape.Members members && holdsSecret(members.type())) {
      return Optional.of("`" + members.name() + "`, which holds a sealed value,");
    }
    return Optional.empty();
  }

  private static boolean holdsSecret(ValueType type) {
    if (type instanceof StructType struct) {
      return struct.fields().stream().anyMatch(field -> holdsSecret(field.type()));
    }
    return type instanceof SealedType || type instanceof ListType list && holdsSecret(list.items());
  }

  /** Looks at a value that is put where only some may stand. */
  void assign(Shape value, Shape place) {
    if (value instanceof Shape.Elements one && place instanceof Shape.Elements other) {
      assign(one.element(), other.element());
    } else if (value instanceof Shape.Texts texts && place instanceof Shape.Texts allowed) {
      expect(texts, allowed);
    }
  }

  /** Looks at a fact of an entry of the directory, whose type may be known not to have it. */
  void expectFact(Shape.Members entry, String fact, Site site) {
    if (entry.type().indexOf(fact) < 0) {
      List<String> own = entry.type().fields().stream().map(Field::name).toList();
      findings.add(
          site,
          "`" + entry.name() + "` of this type has no fact `" + fact + "`",
          own.isEmpty()
              ? "the directory holds no fact of resources of this type"
              : "there are " + String.join(", ", own));
    }
  }

  /** Literals must be among what they are compared with, where that is more than literals. */
  private void expect(Shape.Texts texts, Shape.Texts allowed) {
    boolean declares = !allowed.declared().isEmpty();
    boolean several =
        !allowed.name().isEmpty() && allowed.literals().size() > 1 && texts.isDisjoint(allowed);
    if (declares || several) {
      new TreeMap<>(texts.literals())
          .forEach(
              (text, site) -> {
                if (!allowed.has(text)) {
                  outside(text, site, allowed);
                }
              });
    }
  }

  private void outside(String text, Site site, Shape.Texts allowed) {
    String near = Suggestion.didYouMean(text, allowed.all());
    findings.add(
        site,
        (text.isEmpty() ? "the empty text" : "`" + text + "`")
            + " is no value of `"
            + allowed.name()
            + "`",
        near.isEmpty() ? "there are " + listed(allowed) : near);
  }

  private static String listed(Shape.Texts texts) {
    var all = texts.all();
    String shown = String.join(", ", all.subList(0, Math.min(MAX_LISTED, all.size())));
    return (all.size() > MAX_LISTED ? shown + ", ..." : shown).replaceFirst("^, ", "\"\", ");
  }
}
