package dev.portreeve.engine.lang;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;

/**
 * The function {@code person(id)}: what the directory says of somebody whom an expression names. It
 * is no {@link Builtin}, since it reads the team of the check at hand and answers with a type of
 * the schema's making.
 */
public final class Person {
  public static final String FUNCTION = "person";

  /** The name of its only overload. */
  public static final String OVERLOAD = "portreeve_person";

  /** Where its answers come from, for the problem of a field that is not there. */
  public static final String PATH = "members";

  private Person() {}

  /**
   * The function of a set that has a directory.
   *
   * @param person the type of a person
   */
  static CelFunctionDecl declaration(CelType person) {
    return CelFunctionDecl.newFunctionDeclaration(
        FUNCTION, CelOverloadDecl.newGlobalOverload(OVERLOAD, person, SimpleType.STRING));
  }
}
