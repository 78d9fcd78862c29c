package dev.portreeve.workbench.generate;

import com.palantir.javapoet.CodeBlock;

/** Texts of a schema within comments of generated code. */
final class JavaDoc {
  private JavaDoc() {}

  /**
   * A comment.
   *
   * @param description somebody's text; may be empty
   * @param end what follows it, ready to be written
   */
  static CodeBlock of(String description, String end) {
    String begin = description.isEmpty() ? "" : text(sentence(description)) + " ";
    return CodeBlock.of("$L\n", begin + end);
  }

  private static String sentence(String description) {
    return description.matches("(?s).*[.!?]") ? description : description + ".";
  }

  /**
   * A text in which nothing ends the comment, is a tag, or is read as an escape by the compiler.
   */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("*/", "*&#47;")
        .replace("\\", "&#92;")
        .replace("{", "&#123;")
        .replace('\n', ' ')
        .replace('\r', ' ');
  }

  /**
   * The same within a {@code code} tag, where escapes are not read: what would end it is left out.
   */
  static String code(String name) {
    return name.replaceAll("[^A-Za-z0-9_. :-]", "?");
  }
}
