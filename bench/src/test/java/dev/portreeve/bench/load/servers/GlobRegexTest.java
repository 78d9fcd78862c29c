package dev.portreeve.bench.load.servers;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GlobRegexTest {
  @Test
  void of_starsAndBraces_matchWhatTheyStandFor() {
    String regex = GlobRegex.of("npm:{acme,x-acme}-*@4.*");
    assertTrue("npm:x-acme-http@4.17.1".matches(regex));
    assertFalse("npm:acme-http@40.1.1".matches(regex), "a point is a point");
    assertFalse("npm:http@4.1.1".matches(regex));
  }
}
