package dev.portreeve.engine.routes;

import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.IntegerType;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.NumberType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.TimestampType;
import dev.portreeve.engine.type.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Gives text the meaning that a type expects; what does not fit stays text, for the type to say.
 */
final class TextValue {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

  private TextValue() {}

  /** Whether text can be a value of the type at all. */
  static boolean fits(ValueType type) {
    return type instanceof ListType list
        ? fits(list.items()) && !(list.items() instanceof ListType)
        : type instanceof StringType
            || type instanceof BooleanType
            || type instanceof IntegerType
            || type instanceof NumberType
            || type instanceof TimestampType;
  }

  /** The raw value: of several texts a list, which a type that expects one value refuses. */
  static Object raw(ValueType type, List<String> texts) {
    if (type instanceof ListType list) {
      return list(list, texts);
    }
    return texts.size() == 1 ? one(type, texts.get(0)) : texts;
  }

  /** A list may come as several values or as one with commas, which is how headers join them. */
  private static Object list(ListType type, List<String> texts) {
    String separator = type.split().isEmpty() ? "," : type.split();
    List<Object> all = new ArrayList<>();
    for (String text : texts) {
      for (String part : text.split(Pattern.quote(separator), -1)) {
        if (!part.isBlank()) {
          all.add(one(type.items(), part.strip()));
        }
      }
    }
    return all;
  }

  /** The raw value of one text. */
  static Object one(ValueType type, String text) {
    if (type instanceof IntegerType && INTEGER.matcher(text).matches()) {
      return Long.valueOf(text);
    }
    if (type instanceof NumberType && NUMBER.matcher(text).matches()) {
      return Double.valueOf(text);
    }
    if (type instanceof BooleanType && (text.equals("true") || text.equals("false"))) {
      return Boolean.valueOf(text);
    }
    return text;
  }
}
