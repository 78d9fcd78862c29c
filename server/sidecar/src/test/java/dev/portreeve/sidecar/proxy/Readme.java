package dev.portreeve.sidecar.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.ProxySet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an example's README tells a reader to type, and what it says will come of it. */
record Readme(String text) {
  private static final Pattern PROMISED = Pattern.compile("# ([0-9]{3})");
  private static final Pattern DIFF = Pattern.compile("```diff\n(.*?)```", Pattern.DOTALL);
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  static Readme of(String example) {
    try {
      Path file = ProxySet.repository().resolve("server/examples/" + example + "/README.md");
      return new Readme(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Types the commands of every block that asks something; the blocks that start servers stay. */
  void run(int port, Path teams) {
    List<String> promises = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      if (blocks.group(1).contains("curl ")) {
        for (String line : blocks.group(1).lines().toList()) {
          type(line.replace(":8000", ":" + port).replace("/tmp/teams", teams.toString()), promises);
        }
      }
    }
    assertTrue(promises.size() >= 4, "the README promises too little: " + promises);
  }

  /**
   * The changes that make the example secure, old text to new.
   *
   * @param there a path in the README
   * @param here what to read instead
   */
  Map<String, String> changes(String there, String here) {
    Map<String, String> changes = new LinkedHashMap<>();
    Matcher block = DIFF.matcher(text);
    assertTrue(block.find(), "the README shows no secure form");
    String old = "";
    for (String line : block.group(1).lines().toList()) {
      if (line.startsWith("-")) {
        old = line.substring(1);
      } else {
        changes.put(old, line.substring(1).replace(there, here));
      }
    }
    return changes;
  }

  private static void type(String line, List<String> promises) {
    try {
      Process process = new ProcessBuilder("sh", "-c", line).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher promised = PROMISED.matcher(line);
      if (promised.find()) {
        promises.add(promised.group(1));
        assertEquals(promised.group(1), out.substring("HTTP/1.1 ".length()).substring(0, 3), line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
