package dev.portreeve.engine.packages;

import java.util.List;

/**
 * A package specifier as a script names it: {@code npm:lodash@4.17.21}, {@code jsr:@std/path}. It
 * is a plain string; these functions read its parts and say what is wrong with it.
 *
 * <p>The registry ends at the first {@code :}, the version begins after the last {@code @} that is
 * not the first character of the rest. Nothing is trimmed and nothing is decoded.
 */
public final class PackageSpecifier {
  /** What {@link #problem} can be. */
  public static final List<String> PROBLEMS =
      List.of(
          "",
          "not_external",
          "invalid_specifier",
          "unknown_registry",
          "invalid_package_name",
          "version_not_exact");

  private PackageSpecifier() {}

  /**
   * What keeps the text from being an external package's specifier, or {@code ""}. In this order:
   * {@code not_external}, {@code invalid_specifier}, {@code unknown_registry}, {@code
   * invalid_package_name}, {@code version_not_exact}.
   */
  public static String problem(String specifier) {
    if (specifier.indexOf(':') < 0) {
      return "not_external";
    }
    if (Blanks.anyIn(specifier)) {
      return "invalid_specifier";
    }
    Registry registry = Registry.of(specifier);
    if (registry == Registry.UNKNOWN) {
      return "unknown_registry";
    }
    int nameTo = nameTo(specifier);
    if (!registry.isName(specifier, Registry.NAME_FROM, nameTo)) {
      return "invalid_package_name";
    }
    boolean exact =
        nameTo == specifier.length()
            || ExactVersion.matches(specifier, nameTo + 1, specifier.length());
    return exact ? "" : "version_not_exact";
  }

  /** What stands before the first colon, or {@code ""}. */
  public static String registry(String specifier) {
    return switch (Registry.of(specifier)) {
      case NPM -> "npm";
      case JSR -> "jsr";
      case UNKNOWN -> specifier.substring(0, Math.max(0, specifier.indexOf(':')));
    };
  }

  /** The whole name with its scope: {@code lodash}, {@code @types/node}. */
  public static String name(String specifier) {
    return specifier.substring(nameFrom(specifier), nameTo(specifier));
  }

  /** The scope with its {@code @}: {@code @types}, or {@code ""}. */
  public static String scope(String specifier) {
    return specifier.substring(nameFrom(specifier), scopeTo(specifier));
  }

  /**
   * Whether {@link #scope} would be one of a list, told without making it.
   *
   * @param scopes strings
   */
  public static boolean hasScopeIn(String specifier, Object[] scopes) {
    int from = nameFrom(specifier);
    int length = scopeTo(specifier) - from;
    for (Object scope : scopes) {
      String text = (String) scope;
      if (text.length() == length && specifier.startsWith(text, from)) {
        return true;
      }
    }
    return false;
  }

  /** Where the scope ends: where the name begins if there is none. */
  private static int scopeTo(String specifier) {
    int from = nameFrom(specifier);
    int slash = specifier.indexOf('/', from);
    boolean scoped = specifier.startsWith("@", from) && slash > 0 && slash < nameTo(specifier);
    return scoped ? slash : from;
  }

  /** The version, or {@code ""} when it is left out. */
  public static String version(String specifier) {
    return specifier.substring(Math.min(specifier.length(), nameTo(specifier) + 1));
  }

  /** Whether the text is an exact SemVer 2.0.0 version. */
  public static boolean isExactVersion(String version) {
    return ExactVersion.matches(version, 0, version.length());
  }

  private static int nameFrom(String specifier) {
    return specifier.indexOf(':') + 1;
  }

  /** Where the name ends: at the version's {@code @}, or at the end of the specifier. */
  static int nameTo(String specifier) {
    int at = specifier.lastIndexOf('@');
    return at > nameFrom(specifier) ? at : specifier.length();
  }
}
