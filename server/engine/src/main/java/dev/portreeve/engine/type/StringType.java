package dev.portreeve.engine.type;

import com.google.re2j.Pattern;
import dev.portreeve.engine.packages.PackageSpecifier;
import dev.portreeve.engine.yaml.Suggestion;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A string, free or restricted.
 *
 * <p>The typed value of an enumerated string is always the same object for the same text, so that
 * comparing it with a literal of a policy is a comparison of references first.
 */
public final class StringType implements ValueType {
  private final Map<String, String> canonical;
  private final Optional<Pattern> pattern;
  private final boolean semver;

  private StringType(List<String> values, Optional<Pattern> pattern, boolean semver) {
    Map<String, String> byText = new LinkedHashMap<>();
    values.forEach(value -> byText.put(value, value.intern()));
    this.canonical = byText;
    this.pattern = pattern;
    this.semver = semver;
  }

  /** Any string. */
  public static StringType free() {
    return new StringType(List.of(), Optional.empty(), false);
  }

  /** One of the values. */
  public static StringType of(List<String> values) {
    return new StringType(values, Optional.empty(), false);
  }

  /** A string in which the pattern (RE2 syntax) is found. */
  public static StringType matching(Pattern pattern) {
    return new StringType(List.of(), Optional.of(pattern), false);
  }

  /** An exact SemVer 2.0.0 version. */
  public static StringType semver() {
    return new StringType(List.of(), Optional.empty(), true);
  }

  /**
   * The type that takes what any of some types takes, which differ in their values at most: strings
   * of all their values, or of any if one takes any.
   *
   * @param types at least one
   */
  public static ValueType widest(List<ValueType> types) {
    Set<String> values = new LinkedHashSet<>();
    for (ValueType type : types) {
      if (!(type instanceof StringType text) || text.canonical.isEmpty()) {
        return type;
      }
      values.addAll(text.canonical.keySet());
    }
    return types.size() == 1 ? types.get(0) : of(List.copyOf(values));
  }

  /** The values allowed, in the order declared; empty when any string is. */
  public List<String> values() {
    return List.copyOf(canonical.keySet());
  }

  /** Whether there are strings that it does not take. */
  public boolean isRestricted() {
    return !canonical.isEmpty() || pattern.isPresent() || semver;
  }

  /** The pattern (RE2 syntax) that is found in every string it takes, or empty. */
  public Optional<String> pattern() {
    return pattern.map(Pattern::pattern);
  }

  @Override
  public Object accept(Object raw) {
    if (!(raw instanceof String text)) {
      return RawValue.mismatch(this, raw);
    }
    if (!canonical.isEmpty()) {
      String known = canonical.get(text);
      return known != null ? known : unknown(text);
    }
    if (semver && !PackageSpecifier.isExactVersion(text)) {
      return InvalidValue.of("`" + RawValue.shown(text) + "` is not an exact semantic version");
    }
    if (pattern.isPresent() && !pattern.get().matcher(text).find()) {
      return InvalidValue.of(
          "`" + RawValue.shown(text) + "` does not match " + pattern.get().pattern());
    }
    return text;
  }

  private InvalidValue unknown(String text) {
    String message =
        "`" + RawValue.shown(text) + "` is none of " + String.join(", ", canonical.keySet());
    String help = Suggestion.didYouMean(RawValue.shown(text), canonical.keySet());
    return new InvalidValue(List.of(new Problem("", message, help, "", false)));
  }

  @Override
  public String noun() {
    return "a string";
  }
}
