package dev.portreeve.sidecar.json;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.sidecar.symbols.AsciiSlice;
import dev.portreeve.sidecar.symbols.ByteStringMap;
import dev.portreeve.sidecar.symbols.FastPathMiss;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the plain JSON that nearly all requests are, in one pass over its bytes: names and strings
 * of printable ASCII without escapes, whole numbers, {@code true} and {@code false}, lists, objects
 * without a member given twice. Gives up on all else, valid or not, for the general parser to
 * judge.
 */
final class FastJsonReader {
  /** Limits of nesting below this would be reached by requests of the usual form. */
  private static final int SHALLOW = 8;

  private static final int DEEP = 16;

  /* So many digits fit a long, whatever they are. */
  private static final int MAX_DIGITS = 18;
  private static final int MAX_NAME = 256;

  private final byte[] in;
  private final int end;
  private final SymbolTable words;
  private final int maxDepth;
  private int at;

  /* The name or string read last: where it begins, and what it is. */
  private int from;
  private long slice;

  private FastJsonReader(byte[] in, int length, SymbolTable words, int maxDepth) {
    this.in = in;
    this.end = length;
    this.words = words;
    this.maxDepth = maxDepth;
  }

  /**
   * Stands at the beginning of a body.
   *
   * @param length of the body; what stands behind it in the array is never read
   * @param nesting how deep it may go
   */
  static FastJsonReader of(byte[] body, int length, SymbolTable words, int nesting)
      throws FastPathMiss {
    if (nesting < SHALLOW) {
      throw FastPathMiss.IT;
    }
    return new FastJsonReader(body, length, words, Math.min(nesting, DEEP));
  }

  /** Enters an object; whether it has members. */
  boolean enter() throws FastPathMiss {
    return enter('{', '}');
  }

  private boolean enter(char start, char end) throws FastPathMiss {
    take(start);
    if (next() != end) {
      return true;
    }
    at++;
    return false;
  }

  /** After a member of an object: whether another follows; leaves the object if not. */
  boolean more() throws FastPathMiss {
    return more('}');
  }

  private boolean more(char end) throws FastPathMiss {
    byte found = next();
    at++;
    if (found == ',') {
      return true;
    }
    if (found != end) {
      throw FastPathMiss.IT;
    }
    return false;
  }

  /** Enters a list; whether it has elements. */
  boolean enterList() throws FastPathMiss {
    return enter('[', ']');
  }

  /** After an element of a list: whether another follows; leaves the list if not. */
  boolean moreElements() throws FastPathMiss {
    return more(']');
  }

  /** Reads the name of a member; its value is next. */
  void name() throws FastPathMiss {
    slice();
    if (AsciiSlice.length(slice) > MAX_NAME) {
      throw FastPathMiss.IT;
    }
    take(':');
  }

  /** What the name read last stands for, or null. */
  <T> @Nullable T named(ByteStringMap<T> names) {
    return names.find(in, from, slice);
  }

  /** The slot of the fact that the name read last names, or -1. */
  int slot(Entity entity) {
    return words.slot(entity, in, from, slice);
  }

  /** The name read last. */
  String nameText() {
    return new String(in, from, AsciiSlice.length(slice), StandardCharsets.ISO_8859_1);
  }

  /** A string that is probably a word of the schema. */
  String word() throws FastPathMiss {
    slice();
    String known = words.word(in, from, slice);
    return known != null ? known : nameText();
  }

  /** A string that is hardly a word of the schema. */
  String text() throws FastPathMiss {
    slice();
    return nameText();
  }

  /** Expects nothing but white space to follow. */
  void end() throws FastPathMiss {
    while (at < end) {
      skipBlank(in[at]);
    }
  }

  /**
   * A value as facts are made of them.
   *
   * @param depth how many objects and lists it stands in
   */
  Object value(int depth) throws FastPathMiss {
    byte first = next();
    return switch (first) {
      case '"' -> word();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case '[' -> list(depth + 1);
      case '{' -> map(depth + 1);
      default -> number();
    };
  }

  private List<Object> list(int depth) throws FastPathMiss {
    expectDepth(depth);
    List<Object> list = new ArrayList<>(4);
    for (boolean more = enterList(); more; more = moreElements()) {
      list.add(value(depth));
    }
    return list;
  }

  private Map<String, Object> map(int depth) throws FastPathMiss {
    expectDepth(depth);
    Map<String, Object> map = new LinkedHashMap<>();
    for (boolean more = enter(); more; more = more()) {
      name();
      if (map.put(nameText(), value(depth)) != null) {
        throw FastPathMiss.IT;
      }
    }
    return map;
  }

  private void expectDepth(int depth) throws FastPathMiss {
    if (depth > maxDepth) {
      throw FastPathMiss.IT;
    }
  }

  private Object literal(String word, Object value) throws FastPathMiss {
    for (int i = 0; i < word.length(); i++) {
      if (at == end || in[at++] != word.charAt(i)) {
        throw FastPathMiss.IT;
      }
    }
    return value;
  }

  private Object number() throws FastPathMiss {
    boolean negative = in[at] == '-';
    if (negative) {
      at++;
    }
    int start = at;
    long value = 0;
    while (at < end && in[at] >= '0' && in[at] <= '9') {
      value = 10 * value + in[at++] - '0';
      if (at - start > MAX_DIGITS) {
        throw FastPathMiss.IT;
      }
    }
    boolean leadingZero = at - start > 1 && in[start] == '0';
    boolean goesOn = at == end || in[at] == '.' || in[at] == 'e' || in[at] == 'E';
    if (at == start || leadingZero || goesOn) {
      throw FastPathMiss.IT;
    }
    long signed = negative ? -value : value;
    if (signed == (int) signed) {
      return (int) signed;
    }
    return signed;
  }

  /** Reads a string as a slice. */
  private void slice() throws FastPathMiss {
    take('"');
    int start = at;
    long found = AsciiSlice.quoted(in, start, end);
    int stop = start + AsciiSlice.length(found);
    if (stop == end || in[stop] != '"') {
      throw FastPathMiss.IT;
    }
    from = start;
    slice = found;
    at = stop + 1;
  }

  private void take(char wanted) throws FastPathMiss {
    if (next() != wanted) {
      throw FastPathMiss.IT;
    }
    at++;
  }

  /** The next byte that is not blank, without taking it. */
  private byte next() throws FastPathMiss {
    if (at < end && in[at] > ' ') {
      return in[at];
    }
    return nextAfterBlank();
  }

  private byte nextAfterBlank() throws FastPathMiss {
    while (at < end) {
      byte found = in[at];
      if (found > ' ') {
        return found;
      }
      skipBlank(found);
    }
    throw FastPathMiss.IT;
  }

  private void skipBlank(byte found) throws FastPathMiss {
    if (found != ' ' && found != '\n' && found != '\r' && found != '\t') {
      throw FastPathMiss.IT;
    }
    at++;
  }
}
