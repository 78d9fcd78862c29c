package dev.portreeve.engine.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final List<String> SPECIFIERS =
      List.of(
          "npm:lodash@4.17.21",
          "npm:lodash@5.0.0",
          "npm:lodash",
          "npm:@acme/http-client@1.2.3",
          "npm:p7x@1.0.0-rc.1+b.1",
          "npm:x-p7@7.7.7",
          "npm:a-p13-b@1.0.0",
          "npm:@s7/core@1.0.0",
          "npm:" + "ab".repeat(100) + "@1.0.0",
          "jsr:@std/path@1.0.8",
          "npm:.hidden@1.0.0",
          "npm:lodash@4.x",
          "pypi:requests@1.0.0",
          "lodash");

  /* Enough of each kind for every node there is, and one-word and four-word globs. */
  private static PackagePatterns patterns() {
    List<String> patterns = new ArrayList<>(List.of("jsr:*@*", "npm:lodash@4.*"));
    for (int i = 0; i < 20; i++) {
      patterns.add("npm:p" + i + "*@*");
      patterns.add("npm:*-p" + i + "@7.*");
      patterns.add("npm:*-p" + i + "-*@*");
      patterns.add("npm:@s" + i + "/*@1.*");
      patterns.add("npm:{x,y}" + i + "?[a-c]*@*");
      patterns.add("npm:lodash@3." + i + ".*");
      patterns.add("npm:lodash@2.0." + i);
      patterns.add("npm:*" + "a?".repeat(79 + i) + "*@*");
    }
    return PackagePatterns.compile(patterns);
  }

  @Test
  void matching_anySpecifier_allocatesNothing() {
    PackagePatterns patterns = patterns();
    int matches = 0;
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 50; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      matches += ask(patterns);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(matches > 50 && matches < 50 * 4 * SPECIFIERS.size(), () -> "some match, some not");
    assertEquals(0, least);
  }

  private static int ask(PackagePatterns patterns) {
    int matches = 0;
    for (int i = 0; i < SPECIFIERS.size(); i++) {
      String specifier = SPECIFIERS.get(i);
      matches += PackageSpecifier.problem(specifier).isEmpty() ? 1 : 0;
      matches += patterns.matches(specifier) ? 1 : 0;
      matches += patterns.firstMatch(specifier, "4.0.0").isEmpty() ? 0 : 1;
      matches += patterns.undecided(specifier, "") ? 1 : 0;
    }
    return matches;
  }
}
