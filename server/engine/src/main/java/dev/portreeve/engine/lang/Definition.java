package dev.portreeve.engine.lang;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelType;
import dev.portreeve.engine.yaml.Position;
import java.util.List;

/**
 * A named, typed CEL function of a policy set that several policies share.
 *
 * @param name as policies call it
 * @param description for people
 * @param parameters in order
 * @param result the declared type
 * @param ast its checked body; parameters are variables of it
 * @param position where it stands in its file
 */
public record Definition(
    String name,
    String description,
    List<Parameter> parameters,
    CelType result,
    CelAbstractSyntaxTree ast,
    Position position) {
  public Definition {
    parameters = List.copyOf(parameters);
  }

  /**
   * A parameter.
   *
   * @param name as the body reads it
   * @param type the declared type
   */
  public record Parameter(String name, CelType type) {}

  /** The name of its only overload in the CEL environment. */
  public String overload() {
    return "definition_" + name;
  }
}
