package dev.portreeve.engine.oracle;

import dev.cel.common.types.CelType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.values.StructValue;
import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.type.Structure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A struct as cel-java sees it, read in place from what the check knows. */
@SuppressWarnings("Immutable") // lives no longer than one evaluation, by one thread
abstract class View extends StructValue<String, View> {
  private final String name;

  View(String name) {
    this.name = name;
  }

  /** The field's typed value, or the problem of reading it. */
  abstract Object read(String field);

  /** True, false, or the problem of finding out. */
  abstract Object has(String field);

  /** The path of a field as the caller knows it. */
  abstract String path(String field);

  @Override
  public final Object select(String field) {
    Object value = read(field);
    if (value instanceof FactProblem problem) {
      throw new FactError(problem);
    }
    return adapt(value, path(field));
  }

  @Override
  public final Optional<Object> find(String field) {
    Object has = has(field);
    if (has instanceof FactProblem problem) {
      throw new FactError(problem);
    }
    return has.equals(true) ? Optional.of(true) : Optional.empty();
  }

  private static Object adapt(Object value, String path) {
    if (value instanceof Structure structure) {
      return new StructureView(structure, path);
    }
    if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Structure) {
      return list.stream()
          .map(element -> new StructureView((Structure) element, path))
          .collect(Collectors.toUnmodifiableList());
    }
    return value;
  }

  /** A value of an expression as the rest of the engine knows values. */
  static Object typed(Object value) {
    if (value instanceof StructureView view) {
      return view.structure();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(View::typed).toList();
    }
    return value instanceof View view ? "(" + view.name + ")" : value;
  }

  @Override
  public final View value() {
    return this;
  }

  @Override
  public final boolean isZeroValue() {
    return false;
  }

  @Override
  public final CelType celType() {
    return StructTypeReference.create(name);
  }

  /** Whether another of the same type equals it. */
  boolean same(View other) {
    throw new IllegalStateException("a variable as a whole cannot be compared");
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return this == other || other instanceof View view && same(view);
  }

  @Override
  public final int hashCode() {
    return name.hashCode();
  }
}
