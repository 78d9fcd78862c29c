package dev.portreeve.cli.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tests that the tables of a document name, in the last of two cells: {@code `Class`}, {@code
 * `Class.method`}, or {@code `.method`} and {@code `method`} of the class named before. A star
 * stands for the rest of a name.
 */
final class NamedTests {
  private static final Pattern ROW = Pattern.compile("\\| [^|]+ \\| (?<tests>[^|]+) \\|");
  private static final Pattern NAME =
      Pattern.compile("`(?<class>[A-Z]\\w*)?\\.?(?<method>[a-z]\\w*\\*?)?`");

  /* Commands, scripts and options: they hold a slash, a blank, a dash or a tag. */
  private static final Pattern QUOTED = Pattern.compile("`[^`]*`");
  private static final Pattern NO_NAME = Pattern.compile("`(?:[^`]*[/ -][^`]*)`");

  private final SourceTree sources;
  private final Map<String, String> texts = new HashMap<>();

  NamedTests(SourceTree sources) {
    this.sources = sources;
  }

  /** The names in a document for which there is no test, each with its line. */
  List<String> missing(Path document) throws IOException {
    List<String> missing = new ArrayList<>();
    List<String> lines = Files.readAllLines(document);
    String last = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher row = ROW.matcher(lines.get(i));
      if (!row.matches()) {
        continue;
      }
      Matcher quoted = QUOTED.matcher(row.group("tests"));
      while (quoted.find()) {
        Matcher name = NAME.matcher(quoted.group());
        if (name.matches() && name.group("class") != null) {
          last = name.group("class");
        }
        if (!NO_NAME.matcher(quoted.group()).matches() && !exists(name, last)) {
          missing.add(document.getFileName() + ":" + (i + 1) + ": " + quoted.group());
        }
      }
    }
    return missing;
  }

  private boolean exists(Matcher name, String className) {
    if (!name.matches() || className.isEmpty()) {
      return false;
    }
    String text = texts.computeIfAbsent(className, this::text);
    String method = name.group("method");
    return !text.isEmpty()
        && (method == null
            || Pattern.compile("void " + method.replace("*", "\\w*") + "\\(").matcher(text).find());
  }

  /** The text of a class of tests; empty when there is none. */
  private String text(String className) {
    StringBuilder text = new StringBuilder();
    try {
      for (Path file : sources.testFiles(className)) {
        text.append(Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
