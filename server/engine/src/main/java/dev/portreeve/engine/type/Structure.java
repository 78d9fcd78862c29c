package dev.portreeve.engine.type;

import org.jspecify.annotations.Nullable;

/** A checked value of a {@link StructType}: one typed value, or none, per field. Immutable. */
public final class Structure {
  private final StructType type;
  private final @Nullable Object[] values;
  private final long given;

  /**
   * @param given the bit of each field that was written, rather than filled in from its default
   */
  Structure(StructType type, @Nullable Object[] values, long given) {
    this.type = type;
    this.values = values;
    this.given = given;
  }

  public StructType type() {
    return type;
  }

  /**
   * The typed value of a field, or null when it was left out and has no default.
   *
   * @param index the field's index in its type
   */
  public @Nullable Object value(int index) {
    return values[index];
  }

  /** Whether the field was given, rather than filled in from its default. */
  public boolean has(int index) {
    return (given & 1L << index) != 0;
  }

  /** This structure with one field replaced. */
  public Structure with(int index, Object value) {
    @Nullable Object[] copy = values.clone();
    copy[index] = value;
    return new Structure(type, copy, given | 1L << index);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Structure && ValueEquality.equal(this, other);
  }

  @Override
  public int hashCode() {
    return type.name().hashCode(); // numbers of different types may be equal
  }
}
