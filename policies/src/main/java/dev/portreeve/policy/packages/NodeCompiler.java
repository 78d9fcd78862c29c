package dev.portreeve.policy.packages;

import dev.portreeve.policy.packages.FactorNode.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arranges globs into nodes, so that a match asks only those whose literals the text has. */
final class NodeCompiler {
  private NodeCompiler() {}

  /** Compiles globs of which no two have the same text. */
  static Node compile(List<KeyedGlob> globs) {
    if (globs.size() <= ListNode.FEW) {
      return list(globs);
    }
    List<LiteralGlob> literals = new ArrayList<>();
    List<Leaf> leaves = new ArrayList<>();
    List<KeyedGlob> wildcards = new ArrayList<>();
    for (KeyedGlob glob : globs) {
      if (glob.glob() instanceof LiteralGlob literal) {
        literals.add(literal);
        leaves.add(glob.leaf());
      } else {
        wildcards.add(glob);
      }
    }
    List<Node> nodes = new ArrayList<>();
    if (!literals.isEmpty()) {
      nodes.add(new LiteralNode(literals, leaves));
    }
    if (!wildcards.isEmpty()) {
      nodes.add(byFactor(Place.PREFIX, wildcards));
    }
    return ListNode.of(nodes);
  }

  private static Node list(List<KeyedGlob> globs) {
    return ListNode.of(globs.stream().map(KeyedGlob::node).toList());
  }

  private static Node byFactor(Place place, List<KeyedGlob> globs) {
    if (globs.size() <= ListNode.FEW) {
      return list(globs);
    }
    Grams grams = new Grams(place == Place.INSIDE ? globs : List.of());
    Map<String, List<KeyedGlob>> byText = new LinkedHashMap<>();
    Map<String, LiteralGlob> factors = new LinkedHashMap<>();
    List<KeyedGlob> rest = new ArrayList<>();
    for (KeyedGlob glob : globs) {
      LiteralGlob factor = factor(place, glob, grams);
      if (factor.length() == 0) {
        rest.add(glob);
      } else {
        factors.putIfAbsent(factor.text(), factor);
        byText.computeIfAbsent(factor.text(), text -> new ArrayList<>()).add(glob);
      }
    }
    if (factors.isEmpty()) {
      return behind(place, rest);
    }
    List<Node> nodes = byText.values().stream().map(group -> behind(place, group)).toList();
    return new FactorNode(place, List.copyOf(factors.values()), nodes, behind(place, rest));
  }

  /* Globs that have the same factor at a place are told apart at the next one. */
  private static Node behind(Place place, List<KeyedGlob> globs) {
    return switch (place) {
      case PREFIX -> byFactor(Place.SUFFIX, globs);
      case SUFFIX -> byFactor(Place.INSIDE, globs);
      case INSIDE -> list(globs);
    };
  }

  private static LiteralGlob factor(Place place, KeyedGlob glob, Grams grams) {
    return switch (place) {
      case PREFIX -> {
        LiteralGlob prefix = glob.prefix();
        int to = Math.min(prefix.to(), prefix.from() + FactorNode.LONGEST);
        yield new LiteralGlob(prefix.source(), prefix.from(), to);
      }
      case SUFFIX -> {
        LiteralGlob suffix = glob.suffix();
        int from = Math.max(suffix.from(), suffix.to() - FactorNode.LONGEST);
        yield new LiteralGlob(suffix.source(), from, suffix.to());
      }
      case INSIDE -> grams.rarest(glob);
    };
  }
}
