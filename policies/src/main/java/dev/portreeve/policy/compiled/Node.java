package dev.portreeve.policy.compiled;

import com.google.re2j.Pattern;
import dev.portreeve.policy.lang.Builtin;
import dev.portreeve.policy.schema.Fact;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An expression with everything resolved that the policy set alone decides: slots, indexes,
 * overloads, constants. What is left is what a check must compute.
 */
sealed interface Node {

  /** How its value is held. */
  Kind kind();

  /** The nodes it is made of. */
  default List<Node> parts() {
    return List.of();
  }

  /** Whether evaluating it can meet a problem: its own, or one of its parts. */
  default boolean fails() {
    return parts().stream().anyMatch(Node::fails);
  }

  /** A node of kind BOOL. */
  sealed interface Truth extends Node {
    @Override
    default Kind kind() {
      return Kind.BOOL;
    }
  }

  /** A value known when the policy is compiled; of kind OBJECT it is any object. */
  record Const(Object value, Kind kind) implements Node {}

  /** An identifier of the request, or the team's id. */
  record Ident(Source source) implements Node {
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
    public Kind kind() {
      return Kind.STRING;
    }

    @Override
    public boolean fails() {
      return source == Source.TEAM_ID;
    }
  }

  /** A declared fact. */
  record FactRead(Fact fact, Kind kind) implements Node {
    @Override
    public boolean fails() {
      return true;
    }
  }

  /** Whether a declared fact was given. */
  record FactHas(Fact fact) implements Truth {
    @Override
    public boolean fails() {
      return fact.absent() instanceof Fact.Absent.Directory;
    }
  }

  /** Something of the team, by index: an attribute, a setting or a control. */
  record TeamRead(Part part, int index, String path, Kind kind) implements Node {
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
  record ChangeRead(String field, Kind kind) implements Node {
    @Override
    public boolean fails() {
      return true;
    }
  }

  /** A setting as the proposed change would leave it. */
  record ChangeSetting(int index, Kind kind) implements Node {
    @Override
    public boolean fails() {
      return true;
    }
  }

  /** A field of an object. */
  record FieldRead(Node object, int index, String path, Kind kind) implements Node {
    @Override
    public boolean fails() {
      return true;
    }

    @Override
    public List<Node> parts() {
      return List.of(object);
    }
  }

  /** Whether a field of an object was given. */
  record FieldHas(Node object, int index) implements Truth {
    @Override
    public List<Node> parts() {
      return List.of(object);
    }
  }

  /** A variable. */
  record Local(Var var) implements Node {
    @Override
    public Kind kind() {
      return var.kind();
    }

    @Override
    public boolean fails() {
      return var.fails();
    }
  }

  /** A value computed first, then used under a name: the argument of a definition. */
  record Let(Var var, Node value, Node body) implements Node {
    @Override
    public Kind kind() {
      return body.kind();
    }

    @Override
    public List<Node> parts() {
      return List.of(value, body);
    }
  }

  /** Negation. */
  record Not(Node operand) implements Truth {
    @Override
    public List<Node> parts() {
      return List.of(operand);
    }
  }

  /** CEL's {@code &&} or {@code ||}: the deciding side wins over a problem on the other. */
  record Logic(boolean and, Node left, Node right) implements Truth {
    @Override
    public List<Node> parts() {
      return List.of(left, right);
    }
  }

  /** The conditional operator. */
  record If(Node condition, Node then, Node otherwise) implements Node {
    @Override
    public Kind kind() {
      return then.kind();
    }

    @Override
    public List<Node> parts() {
      return List.of(condition, then, otherwise);
    }
  }

  /** A comparison of two values of one kind. */
  record Compare(Op op, Node left, Node right) implements Truth {
    enum Op {
      EQ,
      NE,
      LT,
      LE,
      GT,
      GE
    }

    @Override
    public List<Node> parts() {
      return List.of(left, right);
    }
  }

  /** Membership in a set of strings known when the policy is compiled. */
  record InSet(Node element, Set<String> set) implements Truth {
    @Override
    public List<Node> parts() {
      return List.of(element);
    }
  }

  /** A list made here. */
  record ListOf(List<Node> items) implements Node {
    @Override
    public Kind kind() {
      return Kind.OBJECT;
    }

    @Override
    public List<Node> parts() {
      return items;
    }
  }

  /** A map made here; keys are literals. */
  record MapOf(List<String> keys, List<Node> values) implements Node {
    @Override
    public Kind kind() {
      return Kind.OBJECT;
    }

    @Override
    public List<Node> parts() {
      return values;
    }
  }

  /** Whether a regular expression known when the policy is compiled is found. */
  record Find(Node text, Pattern pattern) implements Truth {
    @Override
    public List<Node> parts() {
      return List.of(text);
    }
  }

  /** A method of {@link Ops}; one that returns null has failed. */
  record Call(Ops.Method method, List<Node> arguments) implements Node {
    @Override
    public Kind kind() {
      return method.result();
    }

    @Override
    public boolean fails() {
      return method.fails() || Node.super.fails();
    }

    @Override
    public List<Node> parts() {
      return arguments;
    }
  }

  /** A built-in function, called with boxed arguments. */
  record Invoke(Builtin builtin, List<Node> arguments) implements Node {
    @Override
    public Kind kind() {
      return Kind.of(builtin.result());
    }

    @Override
    public boolean fails() {
      return true;
    }

    @Override
    public List<Node> parts() {
      return arguments;
    }
  }

  /** The macros {@code exists}, {@code all} and {@code exists_one}. */
  record Quantify(Quantifier quantifier, Node list, Var var, Node predicate) implements Truth {
    enum Quantifier {
      EXISTS,
      ALL,
      EXISTS_ONE
    }

    @Override
    public List<Node> parts() {
      return List.of(list, predicate);
    }
  }

  /** The macros {@code filter} and {@code map}. */
  record Collect(Node list, Var var, Optional<Node> predicate, Node transform) implements Node {
    @Override
    public Kind kind() {
      return Kind.OBJECT;
    }

    @Override
    public List<Node> parts() {
      return predicate
          .map(node -> List.of(list, node, transform))
          .orElseGet(() -> List.of(list, transform));
    }
  }
}
