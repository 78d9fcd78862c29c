package dev.portreeve.workbench.generate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * Names of generated code that a schema's names become: legal, and each one's own within a scope.
 */
final class Names {
  private static final String DIGIT_FIRST = "_";

  /* Members that every class has, and ours. */
  private static final Set<String> TAKEN_MEMBERS =
      Set.of(
          "getClass",
          "hashCode",
          "toString",
          "equals",
          "notify",
          "notifyAll",
          "wait",
          "clone",
          "finalize",
          "check",
          "of",
          "partial",
          "members",
          "wire",
          "values",
          "valueOf",
          "name",
          "ordinal");

  private final Map<String, String> byKey = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** A scope in which some names are taken already. */
  Names(Set<String> taken) {
    // Files of classes are told apart by their letters alone on some machines.
    taken.forEach(name -> this.taken.add(name.toLowerCase(Locale.ROOT)));
  }

  /** A scope for the members of a class. */
  static Names ofMembers() {
    return new Names(TAKEN_MEMBERS);
  }

  /**
   * The name of what a key stands for, the same each time; the first of the proposals that nobody
   * has, or the last one with a number.
   */
  String of(String key, String... proposals) {
    String known = byKey.get(key);
    if (known != null) {
      return known;
    }
    String last = "";
    for (String proposal : proposals) {
      last = proposal;
      if (taken.add(proposal.toLowerCase(Locale.ROOT))) {
        byKey.put(key, proposal);
        return proposal;
      }
    }
    int number = 2;
    while (!taken.add((last + number).toLowerCase(Locale.ROOT))) {
      number++;
    }
    byKey.put(key, last + number);
    return last + number;
  }

  /**
   * {@code workspace.change_visibility} as the name of a class: {@code WorkspaceChangeVisibility}.
   */
  static String upper(String... texts) {
    StringBuilder name = new StringBuilder();
    for (String text : texts) {
      boolean begins = true;
      for (int i = 0; i < text.length(); ) {
        int c = text.codePointAt(i);
        i += Character.charCount(c);
        if (!ascii(c)) {
          begins = true;
        } else {
          name.appendCodePoint(begins ? Character.toUpperCase(c) : c);
          begins = false;
        }
      }
    }
    return legal(name.isEmpty() ? "Unnamed" : name.toString());
  }

  /** The same as the name of a method: {@code workspaceChangeVisibility}. */
  static String lower(String... texts) {
    String upper = upper(texts);
    String lower = upper.substring(0, 1).toLowerCase(Locale.ROOT) + upper.substring(1);
    return legal(lower);
  }

  /**
   * A value as the name of a constant: {@code only_you_and_invited} is {@code
   * ONLY_YOU_AND_INVITED}.
   */
  static String constant(String value) {
    StringBuilder name = new StringBuilder();
    value
        .codePoints()
        .forEach(c -> name.appendCodePoint(ascii(c) ? Character.toUpperCase(c) : '_'));
    String plain = name.toString().replaceAll("_+", "_").replaceAll("^_|_$", "");
    return legal(plain.isEmpty() ? "EMPTY" : plain);
  }

  private static boolean ascii(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  private static String legal(String name) {
    String begun = Character.isDigit(name.charAt(0)) ? DIGIT_FIRST + name : name;
    return SourceVersion.isKeyword(begun) || begun.equals("record") || begun.equals("var")
        ? begun + "_"
        : begun;
  }
}
