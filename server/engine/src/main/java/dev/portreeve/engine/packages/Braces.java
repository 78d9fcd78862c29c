package dev.portreeve.engine.packages;

import java.util.ArrayList;
import java.util.List;

/** The expansion of a glob's braces: {@code a{b,c{d,e}}} gives ab, acd, ace. */
final class Braces {
  static final int MOST = 64;

  private final String glob;
  private int at;

  private Braces(String glob) {
    this.glob = glob;
  }

  /** The expansions of a well-formed glob in order; empty when they are more than {@link #MOST}. */
  static List<String> expand(String glob) {
    if (glob.indexOf('{') < 0) {
      return List.of(glob);
    }
    List<String> expansions = new Braces(glob).sequence(0);
    return expansions.stream().map(Braces::notWhole).toList();
  }

  /*
   * Only a glob that is a star and nothing else takes every name and a version that is not known.
   * A star among alternatives is an ordinary one; as neither names nor versions are empty, another
   * spelling keeps the two apart.
   */
  private static String notWhole(String expansion) {
    return switch (expansion) {
      case "*" -> "?*";
      case "**" -> "?**";
      default -> expansion;
    };
  }

  /* Reads up to the end, or to the comma or brace that ends an alternative. */
  private List<String> sequence(int depth) {
    List<String> done = List.of("");
    while (at < glob.length() && !(depth > 0 && endsAlternative(glob.charAt(at)))) {
      done = product(done, glob.charAt(at) == '{' ? group(depth) : List.of(plain(depth)));
    }
    return done;
  }

  private List<String> group(int depth) {
    List<String> alternatives = new ArrayList<>();
    boolean complete = true;
    do {
      at++;
      List<String> alternative = sequence(depth + 1);
      complete &= !alternative.isEmpty();
      alternatives.addAll(alternative);
    } while (glob.charAt(at) == ',');
    at++;
    return complete && alternatives.size() <= MOST ? alternatives : List.of();
  }

  /* A stretch without braces; a class holds no brace and no comma. */
  private String plain(int depth) {
    int from = at;
    do {
      at++;
    } while (at < glob.length()
        && glob.charAt(at) != '{'
        && !(depth > 0 && endsAlternative(glob.charAt(at))));
    return glob.substring(from, at);
  }

  private static boolean endsAlternative(char c) {
    return c == ',' || c == '}';
  }

  private static List<String> product(List<String> heads, List<String> tails) {
    if (heads.size() * tails.size() > MOST) {
      return List.of();
    }
    List<String> all = new ArrayList<>(heads.size() * tails.size());
    for (String head : heads) {
      for (String tail : tails) {
        all.add(head + tail);
      }
    }
    return all;
  }
}
