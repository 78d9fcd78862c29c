package dev.portreeve.engine.packages;

import java.util.List;

/**
 * A package pattern taken apart, its braces expanded; with a problem, the lists are empty.
 *
 * @param problem {@code ""} or the code of what is wrong
 * @param name the name glob as written
 * @param version the version glob as written
 */
record ParsedPattern(
    String problem,
    Registry registry,
    String name,
    String version,
    List<String> names,
    List<String> versions) {

  private static final int LONGEST = 4096;

  /** Takes apart a pattern that has no outer white space. */
  static ParsedPattern of(String pattern) {
    String problem = outerProblem(pattern);
    if (!problem.isEmpty()) {
      return refused(problem);
    }
    Registry registry = Registry.of(pattern);
    int at = pattern.lastIndexOf('@');
    String name = pattern.substring(Registry.NAME_FROM, at);
    String version = pattern.substring(at + 1);
    problem = GlobSyntax.problem(name);
    if (!problem.isEmpty()) {
      return refused(problem);
    }
    List<String> names = Braces.expand(name);
    if (names.isEmpty()) {
      return refused("unsupported_glob");
    }
    problem = nameProblem(registry, name, names);
    if (problem.isEmpty()) {
      problem = versionSyntaxProblem(version);
    }
    if (!problem.isEmpty()) {
      return refused(problem);
    }
    List<String> versions = Braces.expand(version);
    problem = expansionProblem(names, versions);
    return problem.isEmpty()
        ? new ParsedPattern("", registry, name, version, names, versions)
        : refused(problem);
  }

  private static ParsedPattern refused(String problem) {
    return new ParsedPattern(problem, Registry.UNKNOWN, "", "", List.of(), List.of());
  }

  /* What can be said before the pattern is split, and whether it can be. */
  private static String outerProblem(String pattern) {
    if (pattern.startsWith("!") || pattern.startsWith("^")) {
      return "negation_not_supported";
    }
    int colon = pattern.indexOf(':');
    if (colon <= 0) {
      return "missing_registry";
    }
    if (pattern.length() > LONGEST || pattern.indexOf('%') >= 0) {
      return "malformed";
    }
    if (Blanks.anyIn(pattern)) {
      return isSpacedRange(pattern) ? "version_range_not_supported" : "malformed";
    }
    if (Registry.of(pattern) == Registry.UNKNOWN) {
      return "unknown_registry";
    }
    int at = pattern.lastIndexOf('@');
    return at <= Registry.NAME_FROM || at == pattern.length() - 1 ? "missing_version" : "";
  }

  /* `>=4 <5`, `4 || 5` and `4.0.0 - 5.0.0` are ranges first, and only then badly spaced. */
  private static boolean isSpacedRange(String pattern) {
    int at = pattern.lastIndexOf('@');
    String version = pattern.substring(at + 1);
    boolean split = at > Registry.NAME_FROM && Registry.of(pattern) != Registry.UNKNOWN;
    return split && (GlobSyntax.hasVersionOperator(version) || version.contains(" - "));
  }

  private static String nameProblem(Registry registry, String name, List<String> names) {
    if (GlobSyntax.isWhole(name)) {
      return "";
    }
    for (String expansion : names) {
      if (!NameGlob.isValid(registry, expansion)) {
        return "invalid_package_name";
      }
    }
    return "";
  }

  private static String versionSyntaxProblem(String version) {
    return GlobSyntax.hasVersionOperator(version)
        ? "version_range_not_supported"
        : GlobSyntax.problem(version);
  }

  private static String expansionProblem(List<String> names, List<String> versions) {
    if (versions.isEmpty() || names.size() * versions.size() > Braces.MOST) {
      return "unsupported_glob";
    }
    for (String version : versions) {
      String problem = VersionGlob.problem(version);
      if (!problem.isEmpty()) {
        return problem;
      }
    }
    return "";
  }
}
