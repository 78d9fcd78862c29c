package dev.portreeve.engine.type;

/** A secret in sealed form; a text that is not sealed is refused and never repeated. */
public record SealedType() implements ValueType {
  private static final String PREFIX = "sealed:";

  @Override
  public Object accept(Object raw) {
    if (!(raw instanceof String text)) {
      return RawValue.mismatch(this, raw);
    }
    return text.startsWith(PREFIX) && text.length() > PREFIX.length()
        ? SealedValue.INSTANCE
        : InvalidValue.of("the value is not sealed: it must begin with `" + PREFIX + "`");
  }

  @Override
  public String noun() {
    return "a sealed value";
  }
}
