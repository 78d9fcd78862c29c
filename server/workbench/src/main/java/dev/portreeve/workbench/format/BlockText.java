package dev.portreeve.workbench.format;

import java.util.ArrayList;
import java.util.List;

/** The lines of scalars that stand in several. */
final class BlockText {
  private BlockText() {}

  /** The header of literal or folded text, then its lines without the indent they share. */
  static List<String> lines(String slice) {
    List<String> written = new ArrayList<>(slice.lines().map(String::stripTrailing).toList());
    String header = written.remove(0).replaceAll("\\s*#.*", "").strip();
    boolean keeps = header.contains("+");
    while (!keeps && !written.isEmpty() && written.get(written.size() - 1).isEmpty()) {
      written.remove(written.size() - 1);
    }
    int indent =
        written.stream()
            .filter(line -> !line.isEmpty())
            .mapToInt(BlockText::indent)
            .min()
            .orElse(0);
    List<String> lines = new ArrayList<>();
    lines.add(header);
    for (String line : written) {
      lines.add(line.isEmpty() ? line : line.substring(indent));
    }
    return lines;
  }

  private static int indent(String line) {
    int count = 0;
    while (count < line.length() && line.charAt(count) == ' ') {
      count++;
    }
    return count;
  }

  /** Folded text of the lines of a plain scalar. */
  static List<String> folded(List<String> written) {
    List<String> lines = new ArrayList<>();
    lines.add(">-");
    lines.addAll(written);
    return lines;
  }

  /** A quoted or plain scalar of several lines in one, as YAML folds them. */
  static String joined(String text) {
    StringBuilder joined = new StringBuilder();
    int blank = 0;
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty()) {
        blank++;
        continue;
      }
      boolean escaped = joined.length() > 0 && joined.charAt(joined.length() - 1) == '\\';
      if (escaped) {
        joined.setLength(joined.length() - 1);
      } else if (joined.length() > 0) {
        joined.append(blank == 0 ? " " : "\n\n".repeat(blank));
      }
      blank = 0;
      joined.append(line);
    }
    return joined.toString();
  }
}
