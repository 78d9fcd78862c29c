package dev.portreeve.engine.yaml;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads one YAML document strictly: no duplicate keys, anchors or aliases, keys are strings, and
 * scalars and tags mean what the core schema of YAML 1.2 says ({@code on} and {@code no} are
 * strings, {@code 0x1F} is 31, {@code !!str 007} is a string).
 */
public final class YamlReader {
  /** The deepest nesting taken. */
  static final int MAX_DEPTH = 50;

  /** The most bytes of UTF-8 for a {@code char}. */
  private static final int MAX_UTF8 = 3;

  private static final String EMPTY = "the file is empty";

  /** The most maps, lists and scalars taken, some 250 bytes of memory each. */
  public static final int MAX_VALUES = 60_000;

  /* YAML 1.1 ends lines at these, YAML 1.2 does not; in text they are as good as invisible. */
  private static final Pattern LINE_SEPARATORS = Pattern.compile("[\\x85\\u2028\\u2029]");

  private final SourceFile file;
  private final List<Diagnostic> problems;

  private YamlReader(SourceFile file, List<Diagnostic> problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The document's root, or empty when it cannot be read; then {@code problems} says why.
   *
   * @param maxBytes the longest file taken, in bytes of UTF-8
   * @param problems where what is wrong is added
   */
  public static Optional<YamlNode> read(SourceFile file, int maxBytes, List<Diagnostic> problems) {
    if (fits(file.text(), maxBytes)) {
      Optional<YamlNode> plain = PlainYaml.read(file.text());
      if (plain.isPresent()) {
        return plain;
      }
    }
    return parse(file, maxBytes, problems);
  }

  /** The same by the parser of the whole language, whatever the document is like. */
  static Optional<YamlNode> parse(SourceFile file, int maxBytes, List<Diagnostic> problems) {
    List<Diagnostic> found = new ArrayList<>();
    YamlReader reader = new YamlReader(file, found);
    Optional<YamlNode> root = reader.read(maxBytes, YamlTreeReader::read);
    if (root.isEmpty() && found.isEmpty()) {
      root = reader.refuse(Position.START, EMPTY);
    }
    problems.addAll(found);
    return found.isEmpty() ? root : Optional.empty();
  }

  /**
   * Tells of the entries of a document, in their order; those before a problem are told of as well.
   * The keys of the innermost map may stand twice, since that is not looked for there.
   *
   * @param maxBytes the longest file taken, in bytes of UTF-8
   * @param levels how many maps an entry stands in
   * @param problems where what is wrong is added
   */
  public static void walk(
      SourceFile file, int maxBytes, int levels, EntryVisitor visitor, List<Diagnostic> problems) {
    YamlReader reader = new YamlReader(file, problems);
    boolean empty =
        reader.read(maxBytes, tree -> Optional.of(!tree.walk(levels, visitor))).orElse(false);
    if (empty) {
      problems.add(Diagnostic.of(file, Position.START, EMPTY));
    }
  }

  private <T> Optional<T> read(int maxBytes, Function<YamlTreeReader, Optional<T>> reading) {
    String text = file.text();
    if (!fits(text, maxBytes)) {
      return refuse(Position.START, "the file is larger than " + maxBytes + " bytes");
    }
    Matcher separator = LINE_SEPARATORS.matcher(text);
    if (separator.find()) {
      return refuse(place(text, separator.start()), "a line separator cannot stand here");
    }
    try {
      return reading.apply(
          new YamlTreeReader(
              yaml(maxBytes).parse(new StringReader(text)), new YamlProblems(file, problems)));
    } catch (YamlProblems.Stopped e) {
      return Optional.empty();
    } catch (MarkedYAMLException e) {
      YamlFault fault = YamlFault.of(e, file);
      problems.add(new Diagnostic(file, fault.position(), fault.message(), fault.help()));
    } catch (ReaderException e) {
      int index = text.offsetByCodePoints(0, e.getPosition());
      return refuse(place(text, index), "a control character cannot stand here");
    } catch (YAMLException e) {
      return refuse(Position.START, "the file is not valid YAML");
    }
    return Optional.empty();
  }

  private static boolean fits(String text, int maxBytes) {
    return text.length() <= maxBytes / MAX_UTF8
        || text.length() <= maxBytes && text.getBytes(StandardCharsets.UTF_8).length <= maxBytes;
  }

  private static Position place(String text, int index) {
    int lineBegin = text.lastIndexOf('\n', index - 1) + 1;
    int line = (int) text.substring(0, lineBegin).chars().filter(c -> c == '\n').count() + 1;
    return new Position(line, text.codePointCount(lineBegin, index) + 1);
  }

  private static Yaml yaml(int maxBytes) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(maxBytes);
    return new Yaml(options);
  }

  private <T> Optional<T> refuse(Position at, String message) {
    problems.add(Diagnostic.of(file, at, message));
    return Optional.empty();
  }
}
