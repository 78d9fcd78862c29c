package dev.portreeve.engine.yaml;

/**
 * A named text that diagnostics point into.
 *
 * @param name the path as the author knows it, relative to the policy set
 * @param text the whole content
 */
public record SourceFile(String name, String text) {

  /** The line's text without its end, or empty beyond the last line. */
  String line(int number) {
    return text.lines().skip(number - 1L).findFirst().orElse("");
  }

  /** The file by name alone, for diagnostics that must not show its lines. */
  public SourceFile withheld() {
    return new SourceFile(name, "");
  }

  /** The last part of the name without its extension: {@code teams/acme.yaml} is {@code acme}. */
  public String stem() {
    String last = name.substring(name.lastIndexOf('/') + 1);
    return last.endsWith(".yaml") ? last.substring(0, last.length() - ".yaml".length()) : last;
  }
}
