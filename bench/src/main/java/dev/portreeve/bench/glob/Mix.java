package dev.portreeve.bench.glob;

/** What a pattern set is made of. */
public enum Mix {
  /**
   * As allow lists are: of a hundred patterns 50 take a major version of a package, 20 pin one
   * version, 20 take a scope, 8 a prefix, and 2 have alternatives in braces.
   */
  PLAIN,

  /**
   * Every pattern has its star where it hurts: a fourth of them each like {@code *-http@*}, {@code
   * acme-*-http@1.*}, {@code @*}{@code /http@*} and {@code *-http-*@*}.
   */
  WILD
}
