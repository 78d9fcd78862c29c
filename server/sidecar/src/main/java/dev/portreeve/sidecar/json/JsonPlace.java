package dev.portreeve.sidecar.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a byte of a body stands, as its sender would say it. Worked out only when something is
 * wrong there; what stands before it has been read and is JSON.
 *
 * @param path the members and indexes that lead there: {@code evaluations[1].subject.type}
 * @param line from 1
 * @param column from 1, in bytes
 */
record JsonPlace(String path, int line, int column) {
  /** An object or list that the byte stands in. */
  private static final class Level {
    private final boolean list;
    private boolean named;
    private int index;
    private String name = "";

    Level(boolean list) {
      this.list = list;
    }
  }

  static JsonPlace of(byte[] body, int at) {
    List<Level> levels = new ArrayList<>();
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < at; i++) {
      Level inner = levels.isEmpty() ? new Level(true) : levels.get(levels.size() - 1);
      switch (body[i]) {
        case '{', '[' -> levels.add(new Level(body[i] == '['));
        case '}', ']' -> {
          if (!levels.isEmpty()) {
            levels.remove(levels.size() - 1);
          }
        }
        case ',' -> {
          inner.index++;
          inner.named = false;
        }
        case '"' -> {
          int stop = JsonString.end(body, i + 1, at);
          if (stop >= 0 && !inner.list && !inner.named) {
            inner.name = name(body, i + 1, stop);
            inner.named = true;
          }
          i = stop < 0 ? at : stop;
        }
        case '\n' -> {
          line++;
          lineStart = i + 1;
        }
        default -> {}
      }
    }
    return new JsonPlace(path(levels), line, at - lineStart + 1);
  }

  private static String name(byte[] body, int from, int to) {
    String text = new String(body, from, to - from, StandardCharsets.UTF_8);
    String plain = JsonString.unescape(text);
    return plain == null ? text : plain;
  }

  private static String path(List<Level> levels) {
    StringBuilder path = new StringBuilder();
    for (Level level : levels) {
      if (level.list) {
        path.append('[').append(level.index).append(']');
      } else if (!level.name.isEmpty()) {
        path.append(path.isEmpty() ? "" : ".").append(level.name);
      }
    }
    return path.toString();
  }

  /** Line and column in words. */
  String position() {
    return "at line " + line + ", column " + column;
  }
}
