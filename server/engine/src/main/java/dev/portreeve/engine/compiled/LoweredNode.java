package dev.portreeve.engine.compiled;

import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.portreeve.engine.lang.Builtin;
import dev.portreeve.engine.lang.DirectoryFunction;
import dev.portreeve.engine.schema.Fact;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An expression with everything resolved that the policy set alone decides: slots, indexes,
 * overloads, constants. What is left is what a check must compute.
 */
sealed interface LoweredNode {

  /** How its value is held. */
  StackKind kind();

  /** The nodes it is made of. */
  default List<LoweredNode> parts() {
    return List.of();
  }

  /** Whether evaluating it can meet a problem: its own, or one of its parts. */
  default boolean fails() {
    return parts().stream().anyMatch(LoweredNode::fails);
  }

  /** A node of kind BOOL. */
  sealed interface Truth extends LoweredNode {
    @Override
    default StackKind kind() {
      return StackKind.BOOL;
    }
  }

  /** A value known when the policy is compiled; of kind OBJECT it is any object. */
  record Const(Object value, StackKind kind) implements LoweredNode {}

  /** An identifier of the request, or the team's id. */
  record Ident(Source source) implements LoweredNode {
    enum Source {
      SUBJECT_TYPE("subjectType"),
      SUBJECT_ID("subjectId"),
      RESOURCE_TYPE("resourceType"),
      RESOURCE_ID("resourceId"),
      TEAM_ID("id");

      private final String method;

      Source(String method) {
        this.method = method;
      }

      String method() {
        return method;
      }
    }

    @Override
    public StackKind kind() {
      return StackKind.STRING;
    }

    @Override
    public boolean fails() {
      return source == Source.TEAM_ID;
    }
  }

  /** A declared fact. */
  record FactRead(Fact fact, StackKind kind) implements LoweredNode {
    @Override
    public boolean fails() {
      return true;
    }
  }

  /** Whether a declared fact was given. */
  record FactHas(Fact fact) implements Truth {
    @Override
    public boolean fails() {
      return fact.directory().isPresent();
    }
  }

  /** What the directory says of a subject or resource that the arguments name. */
  record Entry(DirectoryFunction function, List<LoweredNode> arguments) implements LoweredNode {
    public Entry {
      arguments = List.copyOf(arguments);
    }

    @Override
    public StackKind kind() {
      return StackKind.OBJECT;
    }

    @Override
    public boolean fails() {
      return true;
    }

    @Override
    public List<LoweredNode> parts() {
      return arguments;
    }
  }

  /** Something of the team, by index: an attribute, a setting or a control. */
  record TeamRead(Part part, int index, String path, StackKind kind) implements LoweredNode {
    enum Part {
      ATTRIBUTE,
      SETTING,
      CONTROL,
      HAS_ATTRIBUTE,
      HAS_SETTING
    }

    @Override
    public boolean fails() {
      return true;
    }
  }

  /** A field of the proposed change. */
  record ChangeRead(String field, StackKind kind) implements LoweredNode {
    @Override
    public boolean fails() {
      return true;
    }
  }

  /** A setting as the proposed change would leave it. */
  record ChangeSetting(int index, StackKind kind) implements LoweredNode {
    @Override
    public boolean fails() {
      return true;
    }
  }

  /** A field of an object. */
  record FieldRead(LoweredNode object, int index, String path, StackKind kind)
      implements LoweredNode {
    @Override
    public boolean fails() {
      return true;
    }

    @Override
    public List<LoweredNode> parts() {
      return List.of(object);
    }
  }

  /** Whether a field of an object was given. */
  record FieldHas(LoweredNode object, int index) implements Truth {
    @Override
    public List<LoweredNode> parts() {
      return List.of(object);
    }
  }

  /** A variable. */
  record Local(LocalVariable var) implements LoweredNode {
    @Override
    public StackKind kind() {
      return var.kind();
    }

    @Override
    public boolean fails() {
      return var.fails();
    }
  }

  /** A value computed first, then used under a name: the argument of a definition. */
  record Let(LocalVariable var, LoweredNode value, LoweredNode body) implements LoweredNode {
    @Override
    public StackKind kind() {
      return body.kind();
    }

    @Override
    public List<LoweredNode> parts() {
      return List.of(value, body);
    }
  }

  /** Negation. */
  record Not(LoweredNode operand) implements Truth {
    @Override
    public List<LoweredNode> parts() {
      return List.of(operand);
    }
  }

  /** CEL's {@code &&} or {@code ||}: the deciding side wins over a problem on the other. */
  record Logic(boolean and, LoweredNode left, LoweredNode right) implements Truth {
    @Override
    public List<LoweredNode> parts() {
      return List.of(left, right);
    }
  }

  /** The conditional operator. */
  record If(LoweredNode condition, LoweredNode then, LoweredNode otherwise) implements LoweredNode {
    @Override
    public StackKind kind() {
      return then.kind();
    }

    @Override
    public List<LoweredNode> parts() {
      return List.of(condition, then, otherwise);
    }
  }

  /** A comparison of two values of one kind. */
  record Compare(Op op, LoweredNode left, LoweredNode right) implements Truth {
    enum Op {
      EQ,
      NE,
      LT,
      LE,
      GT,
      GE
    }

    @Override
    public List<LoweredNode> parts() {
      return List.of(left, right);
    }
  }

  /** Membership in a set of strings known when the policy is compiled. */
  record InSet(LoweredNode element, Set<String> set) implements Truth {
    @Override
    public List<LoweredNode> parts() {
      return List.of(element);
    }
  }

  /** A list made here. */
  record ListOf(List<LoweredNode> items) implements LoweredNode {
    @Override
    public StackKind kind() {
      return StackKind.OBJECT;
    }

    @Override
    public List<LoweredNode> parts() {
      return items;
    }
  }

  /** A map made here; keys are literals. */
  record MapOf(List<String> keys, List<LoweredNode> values) implements LoweredNode {
    @Override
    public StackKind kind() {
      return StackKind.OBJECT;
    }

    @Override
    public List<LoweredNode> parts() {
      return values;
    }
  }

  /** Whether a regular expression known when the policy is compiled is found. */
  record Find(LoweredNode text, Pattern pattern) implements Truth {
    @Override
    public List<LoweredNode> parts() {
      return List.of(text);
    }
  }

  /** A method of {@link RuntimeSupport}; one that returns null has failed. */
  record Call(RuntimeSupport.Method method, List<LoweredNode> arguments) implements LoweredNode {
    @Override
    public StackKind kind() {
      return method.result();
    }

    @Override
    public boolean fails() {
      return method.fails() || LoweredNode.super.fails();
    }

    @Override
    public List<LoweredNode> parts() {
      return arguments;
    }
  }

  /** A value that is at hand as an object, held as its kind says. */
  record Unboxed(LoweredNode value, StackKind kind) implements LoweredNode {
    @Override
    public List<LoweredNode> parts() {
      return List.of(value);
    }
  }

  /** A built-in function, called with boxed arguments. */
  record Invoke(Builtin builtin, List<LoweredNode> arguments) implements LoweredNode {
    @Override
    public StackKind kind() {
      return StackKind.of(builtin.result());
    }

    @Override
    public boolean fails() {
      return true;
    }

    @Override
    public List<LoweredNode> parts() {
      return arguments;
    }
  }

  /** A function of one of CEL's libraries, called with boxed arguments. */
  record Library(Builtin.Body body, StackKind kind, List<LoweredNode> arguments)
      implements LoweredNode {
    @Override
    public boolean fails() {
      return true;
    }

    @Override
    public List<LoweredNode> parts() {
      return arguments;
    }
  }

  /**
   * An expression that only cel-java's runtime evaluates; never in a policy that is compiled.
   *
   * @param ast of the part, checked
   * @param reason what the compiler does not support
   * @param closed whether it reads nothing but the request and the team
   */
  record Foreign(CelAbstractSyntaxTree ast, StackKind kind, String reason, boolean closed)
      implements LoweredNode {
    @Override
    public boolean fails() {
      return true;
    }
  }

  /**
   * What a macro goes through.
   *
   * @param container a list, or a map by strings
   * @param ofMap whether it is a map
   * @param first of two variables, the index or the key
   * @param last the element; of a map the key, or its value where there are two variables
   */
  record Range(
      LoweredNode container, boolean ofMap, Optional<LocalVariable> first, LocalVariable last) {}

  /** The macros {@code exists}, {@code all} and {@code exists_one}. */
  record Quantify(Quantifier quantifier, Range range, LoweredNode predicate) implements Truth {
    enum Quantifier {
      EXISTS,
      ALL,
      EXISTS_ONE
    }

    @Override
    public List<LoweredNode> parts() {
      return List.of(range.container(), predicate);
    }
  }

  /** The macros {@code filter}, {@code map} and {@code transformList}. */
  record Collect(Range range, Optional<LoweredNode> predicate, LoweredNode transform)
      implements LoweredNode {
    @Override
    public StackKind kind() {
      return StackKind.OBJECT;
    }

    @Override
    public List<LoweredNode> parts() {
      return predicate
          .map(node -> List.of(range.container(), node, transform))
          .orElseGet(() -> List.of(range.container(), transform));
    }
  }
}
