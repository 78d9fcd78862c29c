package dev.portreeve.engine.type;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** A moment, written in RFC 3339; its typed value is an {@link Instant}. */
public record TimestampType() implements ValueType {
  /* CEL timestamps reach from year 1 to 9999; what lies outside is no fact a policy could compare. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  @Override
  public Object accept(Object raw) {
    if (!(raw instanceof String text)) {
      return RawValue.mismatch(this, raw);
    }
    try {
      Instant moment = OffsetDateTime.parse(text).toInstant();
      if (!moment.isBefore(FIRST) && !moment.isAfter(LAST)) {
        return moment;
      }
    } catch (DateTimeParseException notAMoment) {
      // told below
    }
    return InvalidValue.of("`" + RawValue.shown(text) + "` is not an RFC 3339 time");
  }

  @Override
  public String noun() {
    return "an RFC 3339 time";
  }
}
