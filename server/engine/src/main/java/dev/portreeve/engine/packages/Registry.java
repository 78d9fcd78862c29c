package dev.portreeve.engine.packages;

/** A package registry and its rules for package names; a closed set. */
enum Registry {
  NPM {
    @Override
    boolean isName(String text, int from, int to) {
      return NpmName.isValid(text, from, to);
    }

    @Override
    boolean isNameCharacter(char c) {
      return NpmName.isCharacter(c);
    }
  },

  JSR {
    @Override
    boolean isName(String text, int from, int to) {
      return JsrName.isValid(text, from, to);
    }

    @Override
    boolean isNameCharacter(char c) {
      return JsrName.isCharacter(c);
    }
  },

  /** Any other text before the colon. */
  UNKNOWN {
    @Override
    boolean isName(String text, int from, int to) {
      return false;
    }

    @Override
    boolean isNameCharacter(char c) {
      return false;
    }
  };

  /** Where the name begins in a specifier or pattern of a known registry. */
  static final int NAME_FROM = 4;

  /** The registry that a specifier or pattern begins with. */
  static Registry of(String text) {
    if (text.length() < NAME_FROM || text.charAt(NAME_FROM - 1) != ':') {
      return UNKNOWN;
    }
    char first = text.charAt(0);
    char second = text.charAt(1);
    char third = text.charAt(2);
    if (first == 'n' && second == 'p' && third == 'm') {
      return NPM;
    }
    return first == 'j' && second == 's' && third == 'r' ? JSR : UNKNOWN;
  }

  /** Whether the slice is a whole package name, with its scope, of this registry. */
  abstract boolean isName(String text, int from, int to);

  /** Whether the character may stand in a scope or a name, apart from the scope's own marks. */
  abstract boolean isNameCharacter(char c);
}
