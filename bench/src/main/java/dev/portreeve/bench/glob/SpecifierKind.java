package dev.portreeve.bench.glob;

/** How a specifier relates to the pattern set. */
public enum SpecifierKind {
  /** Some pattern matches. */
  HIT,
  /** No pattern matches, but many begin alike. */
  NEAR_MISS,
  /** No pattern begins like it. */
  FAR_MISS
}
