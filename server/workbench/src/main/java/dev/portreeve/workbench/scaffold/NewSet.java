package dev.portreeve.workbench.scaffold;

import dev.portreeve.workbench.editor.EditorSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files of a set that loads, with one action and the cases that prove it. */
public final class NewSet {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
  private static final List<String> FILES =
      List.of(
          "schema.yaml", "messages.yaml", "actions/document.read.yaml", "cases/document.read.yaml");

  private NewSet() {}

  /** Whether a text can be the name of a set. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** The files, by path relative to the set. */
  public static Map<String, String> files(String name) {
    Map<String, String> files = new TreeMap<>();
    for (String path : FILES) {
      files.put(path, EditorSchemas.withLine(path, template(path).replace("NAME", name)));
    }
    return files;
  }

  private static String template(String path) {
    try (InputStream in = NewSet.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the template `" + path + "` is not there");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
