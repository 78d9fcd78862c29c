package dev.portreeve.engine.type;

/** Types that take and refuse the same values, for whoever wants to know no more than that. */
public final class UncompiledTypes {
  private UncompiledTypes() {}

  /** The type without what only decisions need of its values, which takes longer to make. */
  public static StructType of(StructType type) {
    return new StructType(
        type.name(),
        type.members(),
        type.fields().stream().map(field -> field.of(of(field.type()))).toList());
  }

  private static ValueType of(ValueType type) {
    if (type instanceof PatternsType) {
      return new PatternsType(false);
    }
    if (type instanceof StructType struct) {
      return of(struct);
    }
    if (type instanceof ListType list) {
      return new ListType(of(list.items()), list.split());
    }
    return type instanceof MapType map ? new MapType(of(map.values())) : type;
  }
}
