package dev.portreeve.engine.oracle;

import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.type.Structure;
import dev.portreeve.engine.type.ValueEquality;

/** An object inside a fact or setting. */
@SuppressWarnings("Immutable") // see View
final class StructureView extends View {
  private final Structure structure;
  private final String path;

  StructureView(Structure structure, String path) {
    super(structure.type().name());
    this.structure = structure;
    this.path = path;
  }

  Structure structure() {
    return structure;
  }

  @Override
  Object read(String field) {
    Object value = structure.value(structure.type().indexOf(field));
    return value != null ? value : FactProblem.missing(path(field));
  }

  @Override
  Object has(String field) {
    return structure.has(structure.type().indexOf(field));
  }

  @Override
  String path(String field) {
    return path + "." + field;
  }

  @Override
  boolean same(View other) {
    return other instanceof StructureView view && ValueEquality.equal(structure, view.structure);
  }
}
