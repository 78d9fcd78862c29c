package dev.portreeve.sidecar.json;

import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.symbols.AsciiSlice;
import dev.portreeve.sidecar.symbols.SymbolReader;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) in one pass over its bytes, as strictly as a decision needs it: UTF-8 that
 * is valid, no member twice, no unpaired surrogate, nothing deeper than allowed.
 */
final class JsonReader extends SymbolReader {
  /*
   * Written here and not left to a general parser, because finding names in the schema without
   * making strings of them is most of what a check costs. The tests compare it with Jackson.
   *
   * What is unusual (escapes, other letters than ASCII, fractions) is read in methods of its own, so
   * that those of the usual are compiled small. Where something is wrong is worked out only then, by
   * JsonPlace.
   */
  private final byte[] in;
  private final int end;
  private final int maxDepth;
  private int at;
  private boolean tooDeep;

  /**
   * Stands at the beginning of a body.
   *
   * @param length of the body; what stands behind it in the array is never read
   * @param maxDepth how many objects and lists may stand in one another
   */
  JsonReader(byte[] body, int length, SymbolTable symbols, int maxDepth) {
    super(body, symbols);
    this.in = body;
    this.end = length;
    this.maxDepth = maxDepth;
  }

  /** Expects the body to begin as an object does. */
  void begin() throws RequestRefused {
    JsonPreamble.expectText(in, end);
    while (at < end && blank(in[at])) {
      at++;
    }
    if (at == end) {
      throw new MalformedRequest("", "the body is empty");
    }
    if (in[at] != '{') {
      Object unused = value(0); // what is no JSON at all is called so
      throw new MalformedRequest("", "the body must be a JSON object");
    }
  }

  /** Expects nothing but white space to follow. */
  void end() throws MalformedRequest {
    while (at < end) {
      if (!blank(in[at++])) {
        throw new MalformedRequest("", "something follows the JSON object");
      }
    }
  }

  /** Whether an object is next. */
  boolean isObject() throws MalformedRequest {
    return next() == '{';
  }

  /** Whether a list is next. */
  boolean isList() throws MalformedRequest {
    return next() == '[';
  }

  /** Reads a string, if one is next, to be asked for by its kind. */
  boolean string() throws MalformedRequest {
    if (next() != '"') {
      return false;
    }
    slice();
    return true;
  }

  /**
   * Enters an object; whether it has members. One that is too deep is read over, has none, and is
   * noted.
   *
   * @param depth how many objects and lists it is, with itself
   */
  boolean enter(int depth) throws MalformedRequest {
    return enter(depth, '}');
  }

  /** Enters a list; whether it has elements. As for an object otherwise. */
  boolean enterList(int depth) throws MalformedRequest {
    return enter(depth, ']');
  }

  private boolean enter(int depth, char close) throws MalformedRequest {
    if (depth > maxDepth) {
      tooDeep = true;
      readOver();
      return false;
    }
    at++;
    if (next() != close) {
      return true;
    }
    at++;
    return false;
  }

  /** Whether something was too deep since this was asked last. */
  boolean wentTooDeep() {
    boolean was = tooDeep;
    tooDeep = false;
    return was;
  }

  /** After a member of an object: whether another follows; leaves the object if not. */
  boolean more() throws MalformedRequest {
    return more('}');
  }

  /** After an element of a list: whether another follows; leaves the list if not. */
  boolean moreElements() throws MalformedRequest {
    return more(']');
  }

  private boolean more(char close) throws MalformedRequest {
    byte found = next();
    if (found != ',' && found != close) {
      throw notJson();
    }
    at++;
    return found == ',';
  }

  /** Reads the name of a member; its value is next. */
  void name() throws MalformedRequest {
    if (next() != '"') {
      throw notJson();
    }
    slice();
    if (next() != ':') {
      throw notJson();
    }
    at++;
  }

  /** The member whose name was read last stands in its object twice. */
  MalformedRequest twice() {
    return MalformedRequest.twice(JsonPlace.of(in, at).path());
  }

  /** Notes the name read last among those of its object, which are given once. */
  Set<String> once(@Nullable Set<String> seen) throws MalformedRequest {
    return once(seen, text());
  }

  /**
   * Notes a name among those of its object, which are given once.
   *
   * @param name the one read last
   */
  Set<String> once(@Nullable Set<String> seen, String name) throws MalformedRequest {
    Set<String> names = seen == null ? new HashSet<>() : seen;
    if (!names.add(name)) {
      throw twice();
    }
    return names;
  }

  /**
   * A value as facts are made of them.
   *
   * @param depth how many objects and lists it stands in
   */
  Object value(int depth) throws RequestRefused {
    byte first = next();
    switch (first) {
      case '"' -> {
        slice();
        return word();
      }
      case 't' -> {
        return literal("true", true);
      }
      case 'f' -> {
        return literal("false", false);
      }
      case 'n' -> {
        return literal("null", JsonNull.INSTANCE);
      }
      case '[' -> {
        return list(depth + 1);
      }
      case '{' -> {
        return map(depth + 1);
      }
      default -> {
        return number();
      }
    }
  }

  private List<Object> list(int depth) throws RequestRefused {
    List<Object> list = new ArrayList<>(4);
    for (boolean more = enterList(depth); more; more = moreElements()) {
      list.add(value(depth));
    }
    return list;
  }

  private Map<String, Object> map(int depth) throws RequestRefused {
    Map<String, Object> map = new LinkedHashMap<>();
    for (boolean more = enter(depth); more; more = more()) {
      name();
      String name = text();
      if (map.containsKey(name)) {
        throw twice();
      }
      map.put(name, value(depth));
    }
    return map;
  }

  private Object literal(String word, Object value) throws MalformedRequest {
    for (int i = 0; i < word.length(); i++) {
      if (at == end || in[at] != word.charAt(i)) {
        throw notJson();
      }
      at++;
    }
    return value;
  }

  private Object number() throws RequestRefused {
    int start = at;
    boolean negative = in[at] == '-';
    int digits = negative ? at + 1 : at;
    int i = digits;
    long value = 0;
    while (i < end && in[i] >= '0' && in[i] <= '9' && i - digits < JsonNumber.LONG_DIGITS) {
      value = 10 * value + in[i++] - '0';
    }
    boolean usual = i > digits && i < end && in[i] != '.' && (in[i] | ' ') != 'e';
    if (!usual || (in[digits] == '0' && i > digits + 1) || (in[i] >= '0' && in[i] <= '9')) {
      return unusualNumber(start);
    }
    at = i;
    long signed = negative ? -value : value;
    if (signed == (int) signed) {
      return (int) signed;
    }
    return signed;
  }

  private Object unusualNumber(int start) throws RequestRefused {
    int stop = JsonNumber.end(in, start, end);
    if (stop == start) {
      throw notJson();
    }
    if (stop - start > JsonNumber.MAX_LENGTH) {
      throw RequestTooLarge.number(JsonNumber.MAX_LENGTH);
    }
    at = stop;
    return JsonNumber.of(in, start, stop);
  }

  /** Reads a string that is next. */
  private void slice() throws MalformedRequest {
    int start = at + 1;
    long found = AsciiSlice.quoted(in, start, end);
    int stop = start + AsciiSlice.length(found);
    if (stop < end && in[stop] == '"') {
      take(start, found);
      at = stop + 1;
    } else {
      unusualString(start, stop);
    }
  }

  private void unusualString(int start, int from) throws MalformedRequest {
    int stop = JsonString.end(in, from, end);
    if (stop < 0) {
      at = Math.min(-stop - 1, end);
      throw notJson();
    }
    String text = utf8(start, stop);
    if (text == null) {
      throw new MalformedRequest("", "not valid UTF-8 " + JsonPlace.of(in, at).position());
    }
    String plain = JsonString.unescape(text);
    if (plain == null) {
      throw notJson();
    }
    if (!JsonString.pairsSurrogates(plain)) {
      String field = JsonPlace.of(in, at).path();
      throw new MalformedRequest(field, "`" + field + "` holds an unpaired surrogate");
    }
    take(plain);
    at = stop + 1;
  }

  /** Reads over an object or list of any depth; of its text only the strings are judged. */
  private void readOver() throws MalformedRequest {
    int open = 0;
    do {
      byte found = next();
      if (found == '"') {
        slice();
        continue;
      }
      if (found == '{' || found == '[') {
        open++;
      } else if (found == '}' || found == ']') {
        open--;
      }
      at++;
    } while (open > 0);
  }

  private MalformedRequest notJson() {
    JsonPlace place = JsonPlace.of(in, at);
    return new MalformedRequest(place.path(), "not JSON " + place.position());
  }

  /** The next byte that is not blank, without taking it. */
  private byte next() throws MalformedRequest {
    if (at < end && in[at] > ' ') {
      return in[at];
    }
    return nextAfterBlank();
  }

  private byte nextAfterBlank() throws MalformedRequest {
    while (at < end && blank(in[at])) {
      at++;
    }
    if (at == end) {
      throw notJson();
    }
    return in[at];
  }

  private static boolean blank(byte found) {
    return found == ' ' || found == '\n' || found == '\r' || found == '\t';
  }
}
