package dev.portreeve.engine.type;

import java.time.Instant;

/** A moment, written in RFC 3339; its typed value is an {@link Instant} that CEL can hold. */
public record TimestampType() implements ValueType {
  @Override
  public Object accept(Object raw) {
    if (!(raw instanceof String text)) {
      return RawValue.mismatch(this, raw);
    }
    Instant moment = Rfc3339.parse(text);
    return moment != null
        ? moment
        : InvalidValue.of(
            "`" + RawValue.shown(text) + "` is not an RFC 3339 time such as 2026-01-31T12:00:00Z");
  }

  @Override
  public String noun() {
    return "an RFC 3339 time";
  }
}
