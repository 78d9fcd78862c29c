package dev.portreeve.engine.packages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Picks for each of some globs a literal from its inside that few others of them have. */
final class NGramFilter {
  private static final int LONGEST = 16;

  private final Map<String, Integer> counts = new HashMap<>();

  NGramFilter(List<KeyedGlob> globs) {
    for (KeyedGlob glob : globs) {
      for (LiteralGlob gram : of(glob.text())) {
        counts.merge(gram.text(), 1, Integer::sum);
      }
    }
  }

  /** The rarest gram of the glob; empty when the glob has no literals. */
  LiteralGlob rarest(KeyedGlob glob) {
    LiteralGlob text = glob.text();
    LiteralGlob rarest = new LiteralGlob(text.source(), text.from(), text.from());
    int least = Integer.MAX_VALUE;
    for (LiteralGlob gram : of(text)) {
      int count = counts.getOrDefault(gram.text(), 0);
      if (count < least) {
        least = count;
        rarest = gram;
      }
    }
    return rarest;
  }

  /* All grams of the greatest length that the glob's literal runs allow. */
  private static List<LiteralGlob> of(LiteralGlob glob) {
    List<LiteralGlob> grams = new ArrayList<>();
    int length = 1;
    int from = glob.from();
    while (from < glob.to()) {
      int end = GlobSyntax.nextWildcard(glob.source(), from, glob.to());
      if (end - from > length && length < LONGEST) {
        length = Math.min(LONGEST, end - from);
        grams.clear();
      }
      for (int i = from; i + length <= end; i++) {
        grams.add(new LiteralGlob(glob.source(), i, i + length));
      }
      from = end == glob.to() ? end : GlobSyntax.wildcardEnd(glob.source(), end, glob.to());
    }
    return grams;
  }
}
