package dev.portreeve.engine.yaml;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.resolver.Resolver;

/** Plain scalars as the YAML 1.2 core schema reads them. */
final class CoreScalar {
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,40}");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private CoreScalar() {}

  static Object resolve(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> JsonNull.INSTANCE;
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> number(text);
    };
  }

  private static Object number(String text) {
    if (text.length() > 60) {
      return text;
    }
    if (INTEGER.matcher(text).matches()) {
      BigInteger value = new BigInteger(text);
      return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }
    return FLOAT.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
  }

  /** Leaves every plain scalar a string, so that {@link #resolve} alone decides what it means. */
  static final class NoImplicitTags extends Resolver {
    @Override
    protected void addImplicitResolvers() {}
  }
}
