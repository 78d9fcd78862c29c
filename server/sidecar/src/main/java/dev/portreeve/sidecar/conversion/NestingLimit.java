package dev.portreeve.sidecar.conversion;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestTooLarge;

/** Refuses values that are nested too deep, counted as in the JSON of the same request. */
final class NestingLimit {
  /** Properties stand in a subject, say, which stands in the request. */
  private static final int PROPERTIES = 3;

  private static final int CONTEXT = 2;

  /** How deep the properties of nearly all messages go at most. */
  private static final int PLAIN_LEVELS = 3;

  private final int limit;

  NestingLimit(int limit) {
    this.limit = limit;
  }

  /** How many lists and objects a property of a plain message may go deep. */
  static int plainLevels(Limits limits) {
    return Math.min(PLAIN_LEVELS, limits.nesting() - PROPERTIES);
  }

  void expectProperties(Struct properties) throws RequestTooLarge {
    expect(properties, PROPERTIES);
  }

  void expectContext(Struct context) throws RequestTooLarge {
    expect(context, CONTEXT);
  }

  private void expect(Struct struct, int depth) throws RequestTooLarge {
    for (Value value : struct.getFieldsMap().values()) {
      expect(value, depth + 1);
    }
  }

  private void expect(Value value, int depth) throws RequestTooLarge {
    if (!value.hasStructValue() && !value.hasListValue()) {
      return;
    }
    if (depth > limit) {
      throw RequestTooLarge.nesting(limit);
    }
    expect(value.getStructValue(), depth);
    for (Value element : value.getListValue().getValuesList()) {
      expect(element, depth + 1);
    }
  }
}
