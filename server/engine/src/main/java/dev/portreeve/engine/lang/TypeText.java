package dev.portreeve.engine.lang;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads types as definitions write them: {@code string}, {@code list(approver)}. */
final class TypeText {
  private static final Map<String, CelType> NAMED =
      Map.ofEntries(
          Map.entry("bool", SimpleType.BOOL),
          Map.entry("int", SimpleType.INT),
          Map.entry("double", SimpleType.DOUBLE),
          Map.entry("string", SimpleType.STRING),
          Map.entry("timestamp", SimpleType.TIMESTAMP),
          Map.entry("duration", SimpleType.DURATION),
          Map.entry("decision", CelTypeMapping.DECISION),
          Map.entry("obligation", CelTypeMapping.OBLIGATION),
          Map.entry("advice", CelTypeMapping.ADVICE),
          Map.entry("approver", CelTypeMapping.APPROVER),
          Map.entry("patterns", CelTypeMapping.PATTERNS),
          Map.entry("ip", CelTypeMapping.IP),
          Map.entry("cidr", CelTypeMapping.CIDR));

  private TypeText() {}

  /** The names that can stand alone. */
  static List<String> names() {
    return NAMED.keySet().stream().sorted().toList();
  }

  /** A type as definitions write it. */
  static String shown(CelType type) {
    return CelMessages.type(dev.cel.common.types.CelTypes.format(type));
  }

  /** The type, or empty when the text names none. */
  static Optional<CelType> parse(String text) {
    String type = text.strip();
    if (type.startsWith("list(") && type.endsWith(")")) {
      return parse(type.substring(5, type.length() - 1)).map(ListType::create);
    }
    if (type.startsWith("map(") && type.endsWith(")")) {
      int comma = type.indexOf(',');
      if (comma < 0) {
        return Optional.empty();
      }
      Optional<CelType> key = parse(type.substring(4, comma));
      Optional<CelType> value = parse(type.substring(comma + 1, type.length() - 1));
      return key.isPresent() && value.isPresent()
          ? Optional.of(MapType.create(key.get(), value.get()))
          : Optional.empty();
    }
    return Optional.ofNullable(NAMED.get(type));
  }
}
