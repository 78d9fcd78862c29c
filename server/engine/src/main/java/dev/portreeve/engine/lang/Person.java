package dev.portreeve.engine.lang;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.List;

/**
 * The function {@code person(id)}, or {@code directory.subject(id)}: what the directory says of
 * somebody whom an expression names. It is no {@link Builtin}, since it reads the team of the check
 * at hand and answers with a type of the schema's making.
 */
public final class Person {
  public static final String FUNCTION = "person";

  /** The same function by the name of what it reads. */
  public static final String LONG_FUNCTION = "directory.subject";

  /** The name of its only overload. */
  private static final String OVERLOAD = "portreeve_person";

  /** The name of the only overload of the long name. */
  private static final String LONG_OVERLOAD = "portreeve_directory_subject";

  /** Where its answers come from, for the problem of a field that is not there. */
  public static final String PATH = "members";

  private Person() {}

  /** Whether a function is this one, by either name. */
  public static boolean is(String function) {
    return function.equals(FUNCTION) || function.equals(LONG_FUNCTION);
  }

  /** The name of the only overload of the function by one of its names. */
  public static String overload(String function) {
    return function.equals(FUNCTION) ? OVERLOAD : LONG_OVERLOAD;
  }

  /**
   * The function of a set that has a directory, by both names.
   *
   * @param person the type of a person
   */
  static List<CelFunctionDecl> declarations(CelType person) {
    return List.of(
        CelFunctionDecl.newFunctionDeclaration(
            FUNCTION, CelOverloadDecl.newGlobalOverload(OVERLOAD, person, SimpleType.STRING)),
        CelFunctionDecl.newFunctionDeclaration(
            LONG_FUNCTION,
            CelOverloadDecl.newGlobalOverload(LONG_OVERLOAD, person, SimpleType.STRING)));
  }
}
