package dev.portreeve.engine.packages;

import java.util.ArrayList;
import java.util.List;

/**
 * A package pattern, one entry of an allow list: {@code npm:lodash@4.*}, {@code jsr:*@*}. It is a
 * plain string; these functions say what is wrong with it and what is unwise about it.
 */
public final class PackagePattern {
  private PackagePattern() {}

  /** The pattern as it is stored: without outer white space. */
  public static String normalize(String pattern) {
    return Blanks.trim(pattern);
  }

  /**
   * What keeps the text from being a package pattern, or {@code ""}: {@code missing_registry},
   * {@code unknown_registry}, {@code missing_version}, {@code invalid_package_name}, {@code
   * version_range_not_supported}, {@code negation_not_supported}, {@code unsupported_glob} or
   * {@code malformed}.
   */
  public static String problem(String pattern) {
    return ParsedPattern.of(normalize(pattern)).problem();
  }

  /**
   * What a valid pattern allows that its author may not have meant: {@code wildcard_in_scope},
   * {@code version_wildcard_without_dot}, {@code whole_registry}. An invalid one has no warnings.
   */
  public static List<String> warnings(String pattern) {
    ParsedPattern parsed = ParsedPattern.of(normalize(pattern));
    List<String> warnings = new ArrayList<>();
    if (parsed.names().stream().anyMatch(NameGlob::hasWildcardInScope)) {
      warnings.add("wildcard_in_scope");
    }
    if (parsed.versions().stream().anyMatch(VersionGlob::hasStarAfterDigit)) {
      warnings.add("version_wildcard_without_dot");
    }
    if (isWholeRegistry(parsed)) {
      warnings.add("whole_registry");
    }
    return List.copyOf(warnings);
  }

  /* Only npm: `jsr:*@*` is the documented way to allow that registry. */
  private static boolean isWholeRegistry(ParsedPattern parsed) {
    return parsed.registry() == Registry.NPM
        && GlobSyntax.isWhole(parsed.name())
        && GlobSyntax.isWhole(parsed.version());
  }
}
