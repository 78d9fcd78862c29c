package dev.portreeve.sidecar.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;

/** Where a parser stands, as a caller would write it: {@code evaluations[1].subject.type}. */
final class FieldPath {
  private FieldPath() {}

  static String of(JsonParser parser) {
    return of(parser.getParsingContext());
  }

  private static String of(JsonStreamContext context) {
    JsonStreamContext above = context.getParent();
    String parent = above == null ? "" : of(above);
    if (context.inArray()) {
      return context.hasCurrentIndex() ? parent + "[" + context.getCurrentIndex() + "]" : parent;
    }
    String name = context.getCurrentName();
    if (name == null) {
      return parent;
    }
    return parent.isEmpty() ? name : parent + "." + name;
  }
}
