package dev.portreeve.sidecar.search;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.yaml.Hash;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells whether two searches ask the same, whatever pages they want. */
final class QueryFingerprint {
  private final byte[] body;
  private final Entity sought;
  private final String caller;
  private @Nullable String text;

  /**
   * @param body that has been decoded, so that it is a JSON object; not to be changed
   * @param sought whose id is of no account
   * @param caller who asks
   */
  QueryFingerprint(byte[] body, Entity sought, String caller) {
    this.body = body;
    this.sought = sought;
    this.caller = caller;
  }

  /** The fingerprint, made when a page token is first opened or sealed: most searches have none. */
  String text() {
    String known = text;
    if (known == null) {
      known = make();
      text = known;
    }
    return known;
  }

  private String make() {
    JsonObject query = new JsonObject(Buffer.buffer(body));
    query.remove("page");
    if (sought != Entity.ACTION && query.getValue(sought.variable()) instanceof JsonObject entity) {
      entity.remove("id");
    }
    StringBuilder told = new StringBuilder();
    append(query.getMap(), told);
    return Hash.of(sought.variable(), caller, told.toString());
  }

  private static void append(Object value, StringBuilder to) {
    if (value instanceof JsonObject object) {
      append(object.getMap(), to);
    } else if (value instanceof JsonArray array) {
      append(array.getList(), to);
    } else if (value instanceof Map<?, ?> map) {
      to.append('{');
      TreeSet<String> names = new TreeSet<>();
      map.keySet().forEach(name -> names.add(String.valueOf(name)));
      for (String name : names) {
        text(name, to);
        appendOrNull(map.get(name), to);
      }
      to.append('}');
    } else if (value instanceof List<?> list) {
      to.append('[');
      list.forEach(element -> appendOrNull(element, to));
      to.append(']');
    } else if (value instanceof String string) {
      text(string, to);
    } else {
      to.append(value).append(',');
    }
  }

  private static void appendOrNull(@Nullable Object value, StringBuilder to) {
    if (value == null) {
      to.append("null,");
    } else {
      append(value, to);
    }
  }

  /** With its length before it, a text cannot pass for anything else. */
  private static void text(String text, StringBuilder to) {
    to.append(text.length()).append(':').append(text).append(',');
  }
}
