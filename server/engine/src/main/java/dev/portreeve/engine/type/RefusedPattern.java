package dev.portreeve.engine.type;

/** Says to people why a package pattern is refused. */
final class RefusedPattern {
  private RefusedPattern() {}

  /**
   * The problem with an entry.
   *
   * @param path where it stands
   * @param entry as written
   * @param code what is wrong with it
   */
  static Problem problem(String path, Object entry, String code) {
    String shown =
        entry instanceof String text ? "`" + RawValue.shown(text) + "` " : "a package pattern ";
    return new Problem(path, shown + fault(entry, code), remedy(code), code, false);
  }

  private static String fault(Object entry, String code) {
    return switch (code) {
      case "missing_registry" -> "names no registry";
      case "unknown_registry" -> "names an unknown registry";
      case "missing_version" -> "names no version";
      case "invalid_package_name" -> "does not name a package of its registry";
      case "version_range_not_supported" -> "has a version range";
      case "negation_not_supported" -> "is a negation";
      case "unsupported_glob" -> "has a wildcard of a kind that is not supported";
      default -> entry instanceof String ? "is no package pattern" : "must be a string";
    };
  }

  private static String remedy(String code) {
    return switch (code) {
      case "missing_registry", "unknown_registry" -> "begin with `npm:` or `jsr:`";
      case "missing_version" -> "end with `@` and a version, or with `@*` for every version";
      case "version_range_not_supported" -> "use wildcards, such as `@4.*`";
      case "negation_not_supported" -> "list what is allowed";
      default -> "patterns look like `npm:lodash@4.*` or `jsr:@std/*@*`";
    };
  }
}
