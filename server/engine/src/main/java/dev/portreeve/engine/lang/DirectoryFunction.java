package dev.portreeve.engine.lang;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.StructType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The functions that read what the directory says of a subject or resource which an expression
 * names. They are no {@link Builtin}s, since they read the directory of the check at hand and
 * answer with types of the schema's making.
 */
public enum DirectoryFunction {
  /** {@code person(id)}: a subject, by the short name. */
  PERSON("person", Entity.SUBJECT),

  /** {@code directory.subject(id)}: the same. */
  SUBJECT("directory.subject", Entity.SUBJECT),

  /** {@code directory.resource(type, id)}. */
  RESOURCE("directory.resource", Entity.RESOURCE);

  private static final List<DirectoryFunction> ALL = List.of(values());

  private final String function;
  private final Entity entity;
  private final String overload;

  DirectoryFunction(String function, Entity entity) {
    this.function = function;
    this.entity = entity;
    this.overload = "portreeve_" + function.replace('.', '_');
  }

  /** The one of a name, or empty. */
  public static Optional<DirectoryFunction> of(String function) {
    return ALL.stream().filter(one -> one.function.equals(function)).findFirst();
  }

  /** Its name in expressions. */
  public String function() {
    return function;
  }

  /** The name of its only overload. */
  public String overload() {
    return overload;
  }

  /** Of what it answers: subjects or resources. */
  public Entity entity() {
    return entity;
  }

  /** How many texts it takes: an id, or a type and an id. */
  public int arity() {
    return entity == Entity.RESOURCE ? 2 : 1;
  }

  /** Where its answers come from, for the problem of a field that is not there. */
  public String path() {
    return entity == Entity.RESOURCE ? function : "members";
  }

  /** The type of its answers; one without fields in a set whose directory has none such. */
  public StructType answer(Schema schema) {
    return entity == Entity.RESOURCE ? schema.resourceEntry() : schema.person();
  }

  /** Its declaration. */
  CelFunctionDecl declaration(CelType answer) {
    return CelFunctionDecl.newFunctionDeclaration(
        function,
        CelOverloadDecl.newGlobalOverload(
            overload, answer, Collections.nCopies(arity(), SimpleType.STRING)));
  }
}
