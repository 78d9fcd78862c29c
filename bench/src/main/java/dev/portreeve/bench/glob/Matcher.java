package dev.portreeve.bench.glob;

/** A compiled pattern set of whichever make. */
@FunctionalInterface
public interface Matcher {
  boolean matches(String specifier);
}
