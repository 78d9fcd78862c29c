package dev.portreeve.engine.routes;

import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.TimestampType;
import dev.portreeve.engine.type.ValueType;
import java.time.Instant;
import java.util.List;

/**
 * Gives a claim the form that a type expects, since identity providers write moments as numbers,
 * numbers and truth as text, and a list of one as the one.
 */
final class ClaimValue {
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private ClaimValue() {}

  /** The raw value; what does not fit stays as it is, for the type to say. */
  static Object raw(ValueType type, Object claim) {
    if (type instanceof ListType list) {
      if (claim instanceof List<?> all) {
        return all.stream().map(item -> one(list.items(), item)).toList();
      }
      return claim instanceof String && list.split().isEmpty()
          ? List.of(one(list.items(), claim))
          : claim;
    }
    return one(type, claim);
  }

  private static Object one(ValueType type, Object claim) {
    if (claim instanceof Number number) {
      if (type instanceof TimestampType) {
        return moment(number);
      }
      return type instanceof StringType && claim instanceof Long ? claim.toString() : claim;
    }
    return claim instanceof String text ? TextValue.one(type, text) : claim;
  }

  /** A NumericDate (RFC 7519 section 2): seconds since 1970, perhaps with a fraction. */
  private static Object moment(Number number) {
    double seconds = number.doubleValue();
    return seconds >= 0 && seconds <= LAST_SECOND
        ? Instant.ofEpochMilli(Math.round(seconds * 1_000)).toString()
        : number;
  }
}
