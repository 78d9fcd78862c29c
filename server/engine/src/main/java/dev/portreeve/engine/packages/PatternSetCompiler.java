package dev.portreeve.engine.packages;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers patterns by registry and name glob, then compiles names and the versions behind them. */
final class PatternSetCompiler {
  /** A brace-free pattern, {@code registry:name@version}, and the pattern it came from. */
  private record Entry(String text, int at, int pattern) {}

  private final Map<Registry, Map<String, List<Entry>>> names = new EnumMap<>(Registry.class);
  private final Map<String, Glob> versionGlobs = new HashMap<>();

  void add(int index, String pattern, ParsedPattern parsed) {
    for (String name : parsed.names()) {
      for (String version : parsed.versions()) {
        int at = Registry.NAME_FROM + name.length();
        // Without braces the pattern itself is kept, and no second copy of its text.
        boolean plain = at + 1 + version.length() == pattern.length();
        String text =
            plain ? pattern : pattern.substring(0, Registry.NAME_FROM) + name + "@" + version;
        names
            .computeIfAbsent(parsed.registry(), registry -> new LinkedHashMap<>())
            .computeIfAbsent(name, key -> new ArrayList<>(1))
            .add(new Entry(text, at, index));
      }
    }
  }

  FactorNode compile(Registry registry) {
    List<KeyedGlob> globs = new ArrayList<>();
    for (List<Entry> entries : names.getOrDefault(registry, Map.of()).values()) {
      Entry any = entries.get(0);
      globs.add(KeyedGlob.of(any.text(), Registry.NAME_FROM, any.at(), versions(entries)));
    }
    return NodeCompiler.names(registry, globs);
  }

  private TrieLeaf versions(List<Entry> entries) {
    Map<String, Entry> distinct = new LinkedHashMap<>();
    for (Entry entry : entries) {
      distinct.putIfAbsent(version(entry), entry);
    }
    Entry least = entries.get(0);
    if (distinct.size() == 1) {
      return new OneVersion(versionGlob(least), least.pattern());
    }
    int whole = TrieNode.NONE;
    List<KeyedGlob> globs = new ArrayList<>();
    for (Entry entry : distinct.values()) {
      Glob glob = versionGlob(entry);
      whole = glob instanceof WholeGlob ? Math.min(whole, entry.pattern()) : whole;
      LiteralGlob text = new LiteralGlob(entry.text(), entry.at() + 1, entry.text().length());
      globs.add(new KeyedGlob(text, glob, new MatchedEntry(entry.pattern())));
    }
    return new ManyVersions(NodeCompiler.versions(globs), whole, least.pattern());
  }

  /* The same few version globs go with many names. */
  private Glob versionGlob(Entry entry) {
    return versionGlobs.computeIfAbsent(
        version(entry), text -> Glob.compile(entry.text(), entry.at() + 1, entry.text().length()));
  }

  private static String version(Entry entry) {
    return entry.text().substring(entry.at() + 1);
  }
}
