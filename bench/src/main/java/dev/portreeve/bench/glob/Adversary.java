package dev.portreeve.bench.glob;

/** Patterns of about 200 characters that are meant to be slow, and one that is not. */
public enum Adversary {
  /** What the others are measured against: a name with one star. */
  PLAIN("a".repeat(100) + "*"),

  /** A hundred stars, each with every choice, and an end that is not there. */
  MANY_STARS("*a".repeat(99) + "*b"),

  /** The same with the end in the middle, so that it cannot be seen from behind. */
  MANY_STARS_INSIDE("*a".repeat(98) + "*b*"),

  /** A long literal that almost stands at every place. */
  PERIODIC("*" + "a".repeat(150) + "b*"),

  QUESTION_MARKS("*" + "?a".repeat(90) + "b*"),

  CLASSES("*" + "[a-z]*".repeat(32) + "b*"),

  NESTED_BRACES("{a,{a,{a,{a,{a,{a,{a,{a,".repeat(7) + "b" + "}".repeat(56) + "*a*a*a*a*b");

  private final String name;

  Adversary(String name) {
    this.name = name;
  }

  public String pattern() {
    return "npm:" + name + "@*";
  }

  /** A valid name of 200 letters that only the plain pattern matches. */
  public static String specifier() {
    return "npm:" + "a".repeat(200) + "@1.2.3";
  }
}
