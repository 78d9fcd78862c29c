package dev.portreeve.engine.type;

/**
 * The declared type of a fact, a setting or a part of one.
 *
 * <p>A raw value is what a JSON, YAML or protobuf decoder yields: {@link String}, {@link Boolean},
 * {@link Integer}, {@link Long}, {@link Double}, {@link java.math.BigInteger}, {@link
 * java.util.List}, {@link java.util.Map} with string keys, {@link
 * dev.portreeve.engine.yaml.JsonNull}. A typed value is what a policy reads.
 */
public sealed interface ValueType
    permits BooleanType,
        IntegerType,
        NumberType,
        StringType,
        TimestampType,
        ListType,
        MapType,
        StructType,
        PatternsType,
        SealedType,
        AnyType {

  /** The typed value, or {@link InvalidValue} when the raw value does not fit. Never throws. */
  Object accept(Object raw);

  /** What the type is called in messages to people, with its article: {@code a string}. */
  String noun();
}
