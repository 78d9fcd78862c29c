package dev.portreeve.engine.typecheck;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.types.TypeType;
import java.util.Optional;
import java.util.function.Function;

/** Writes and reads CEL types; declared ones by name. */
final class TypeCodec {
  private enum Form {
    SIMPLE,
    DYN,
    LIST,
    MAP,
    OPAQUE,
    STRUCT,
    NAMED_STRUCT,
    PARAMETER,
    TYPE,
    NULLABLE,
    OPTIONAL
  }

  private final Function<String, Optional<CelType>> declared;

  /**
   * @param declared the types of the set's schema
   */
  TypeCodec(Function<String, Optional<CelType>> declared) {
    this.declared = declared;
  }

  void write(CelType type, CodecOutput out) {
    out.type(type, inFull -> inFull(inFull, out));
  }

  private void inFull(CelType type, CodecOutput out) {
    if (SimpleType.TYPE_MAP.containsValue(type)) {
      form(Form.SIMPLE, out).text(type.name());
    } else if (type.equals(SimpleType.DYN)) {
      form(Form.DYN, out);
    } else if (type instanceof ListType list) {
      write(list.elemType(), form(Form.LIST, out));
    } else if (type instanceof MapType map) {
      write(map.keyType(), form(Form.MAP, out));
      write(map.valueType(), out);
    } else if (type instanceof OptionalType optional) {
      write(optional.parameters().get(0), form(Form.OPTIONAL, out));
    } else if (type.kind() == CelKind.OPAQUE && type.parameters().isEmpty()) {
      form(Form.OPAQUE, out).text(type.name());
    } else if (type instanceof StructType) {
      form(Form.STRUCT, out).text(type.name());
    } else if (type instanceof StructTypeReference) {
      form(Form.NAMED_STRUCT, out).text(type.name());
    } else if (type instanceof TypeParamType) {
      form(Form.PARAMETER, out).text(type.name());
    } else if (type instanceof TypeType of) {
      write(of.type(), form(Form.TYPE, out));
    } else if (type instanceof NullableType nullable) {
      write(nullable.targetType(), form(Form.NULLABLE, out));
    } else {
      throw new NotSerializable("the type " + type.name());
    }
  }

  private static CodecOutput form(Form form, CodecOutput out) {
    out.text(form.name());
    return out;
  }

  CelType read(CodecInput in) {
    return in.type(() -> inFull(in));
  }

  private CelType inFull(CodecInput in) {
    return switch (Form.valueOf(in.text())) {
      case SIMPLE -> SimpleType.findByName(in.text()).orElseThrow();
      case DYN -> SimpleType.DYN;
      case LIST -> ListType.create(read(in));
      case MAP -> MapType.create(read(in), read(in));
      case OPTIONAL -> OptionalType.create(read(in));
      case OPAQUE -> OpaqueType.create(in.text());
      case STRUCT -> declared.apply(in.text()).orElseThrow();
      case NAMED_STRUCT -> StructTypeReference.create(in.text());
      case PARAMETER -> TypeParamType.create(in.text());
      case TYPE -> TypeType.create(read(in));
      case NULLABLE -> NullableType.create(read(in));
    };
  }
}
