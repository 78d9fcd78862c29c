package dev.portreeve.engine.packages;

import dev.portreeve.engine.packages.FactorNode.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Arranges globs into nodes, so that a match asks only those whose literals the text has. */
final class NodeCompiler {
  /** A glob and the literal it is looked up by. */
  private record Filed(LiteralGlob factor, KeyedGlob glob) {}

  private final Function<KeyedGlob, TrieNode> wildcard;

  private NodeCompiler(Function<KeyedGlob, TrieNode> wildcard) {
    this.wildcard = wildcard;
  }

  /** Compiles name globs of which no two have the same text. */
  static FactorNode names(Registry registry, List<KeyedGlob> globs) {
    return new NodeCompiler(glob -> new NameNode(registry, glob.glob(), glob.leaf()))
        .factorNode(Place.PREFIX, globs);
  }

  /** Compiles version globs of which no two have the same text. */
  static TrieNode versions(List<KeyedGlob> globs) {
    return new NodeCompiler(glob -> new GlobNode(glob.glob(), glob.leaf()))
        .byFactor(Place.PREFIX, globs);
  }

  private TrieNode byFactor(Place place, List<KeyedGlob> globs) {
    return globs.size() <= ListNode.FEW ? list(globs) : factorNode(place, globs);
  }

  private FactorNode factorNode(Place place, List<KeyedGlob> globs) {
    List<Filed> factors = new ArrayList<>();
    List<Filed> wholes = new ArrayList<>();
    List<KeyedGlob> rest = new ArrayList<>();
    NGramFilter grams = new NGramFilter(place == Place.INSIDE ? globs : List.of());
    for (KeyedGlob glob : globs) {
      LiteralGlob factor = factor(place, glob, grams);
      if (glob.glob() instanceof LiteralGlob whole) {
        wholes.add(new Filed(whole, glob));
      } else if (factor.length() > 0) {
        factors.add(new Filed(factor, glob));
      } else {
        rest.add(glob);
      }
    }
    return new FactorNode(
        place,
        new FactorFilter(texts(factors), texts(wholes), place.step()),
        table(factors, place.step(), group -> behind(place, group)),
        table(wholes, place.step(), this::list),
        behind(place, rest));
  }

  private static List<LiteralGlob> texts(List<Filed> filed) {
    return filed.stream().map(Filed::factor).toList();
  }

  /* Factors of one hash, above all equal ones, share a node. */
  private static NodeTable table(
      List<Filed> filed, int step, Function<List<KeyedGlob>, TrieNode> compile) {
    Map<Long, List<KeyedGlob>> groups = new LinkedHashMap<>();
    for (Filed glob : filed) {
      long hash = SliceHash.of(glob.factor(), step);
      groups.computeIfAbsent(hash, key -> new ArrayList<>(1)).add(glob.glob());
    }
    Map<Long, TrieNode> nodes = new LinkedHashMap<>();
    groups.forEach((hash, group) -> nodes.put(hash, compile.apply(group)));
    return new NodeTable(nodes);
  }

  private TrieNode node(KeyedGlob glob) {
    return glob.glob() instanceof LiteralGlob literal
        ? new LiteralNode(literal, glob.leaf())
        : wildcard.apply(glob);
  }

  private TrieNode list(List<KeyedGlob> globs) {
    return ListNode.of(globs.stream().map(this::node).toList());
  }

  /* Globs that have the same factor at a place are told apart at the next one. */
  private TrieNode behind(Place place, List<KeyedGlob> globs) {
    return switch (place) {
      case PREFIX -> byFactor(Place.SUFFIX, globs);
      case SUFFIX -> byFactor(Place.INSIDE, globs);
      case INSIDE -> list(globs);
    };
  }

  private static LiteralGlob factor(Place place, KeyedGlob glob, NGramFilter grams) {
    return switch (place) {
      case PREFIX -> glob.prefix();
      case SUFFIX -> glob.suffix();
      case INSIDE -> grams.rarest(glob);
    };
  }
}
