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

  /** Whether evaluating it can meet a problem. */
  boolean fails();

  /** The nodes it is made of. */
  default List<Node> parts() {
    return List.of();
  }

  /** A value known when the policy is compiled; of kind OBJECT it is any object. */
  record Const(Object value, Kind kind) implements Node {
    @Override
    public boolean fails() {
      return false;
    }
  }

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
  record FactHas(Fact fact) implements Node {
    @Override
    public Kind kind() {
      return Kind.BOOL;
    }

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
  record FieldHas(Node object, int index) implements Node {
    @Override
    public Kind kind() {
      return Kind.BOOL;
    }

    @Override
    public boolean fails() {
      return object.fails();
    }

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
    public boolean fails() {
      return value.fails() || body.fails();
    }

    @Override
    public List<Node> parts() {
      return List.of(value, body);
    }
  }

  /** Negation. */
  record Not(Node operand) implements Node {
    @Override
    public Kind kind() {
      return Kind.BOOL;
    }

    @Override
    public boolean fails() {
      return operand.fails();
    }

    @Override
    public List<Node> parts() {
      return List.of(operand);
    }
  }

  /** CEL's {@code &&} or {@code ||}: the deciding side wins over a problem on the other. */
  record Logic(boolean and, Node left, Node right) implements Node {
    @Override
    public Kind kind() {
      return Kind.BOOL;
    }

    @Override
    public boolean fails() {
      return left.fails() || right.fails();
    }

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
    public boolean fails() {
      return condition.fails() || then.fails() || otherwise.fails();
    }

    @Override
    public List<Node> parts() {
      return List.of(condition, then, otherwise);
    }
  }

  /** A comparison of two values of one kind. */
  record Compare(Op op, Node left, Node right) implements Node {
    enum Op {
      EQ,
      NE,
      LT,
      LE,
      GT,
      GE
    }

    @Override
    public Kind kind() {
      return Kind.BOOL;
    }

    @Override
    public boolean fails() {
      return left.fails() || right.fails();
    }

    @Override
    public List<Node> parts() {
      return List.of(left, right);
    }
  }

  /** Membership in a set of strings known when the policy is compiled. */
  record InSet(Node element, Set<String> set) implements Node {
    @Override
    public Kind kind() {
      return Kind.BOOL;
    }

    @Override
    public boolean fails() {
      return element.fails();
    }

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
    public boolean fails() {
      return items.stream().anyMatch(Node::fails);
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
    public boolean fails() {
      return values.stream().anyMatch(Node::fails);
    }

    @Override
    public List<Node> parts() {
      return values;
    }
  }

  /** Whether a regular expression known when the policy is compiled is found. */
  record Find(Node text, Pattern pattern) implements Node {
    @Override
    public Kind kind() {
      return Kind.BOOL;
    }

    @Override
    public boolean fails() {
      return text.fails();
    }

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
      return method.fails() || arguments.stream().anyMatch(Node::fails);
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
  record Quantify(Quantifier quantifier, Node list, Var var, Node predicate) implements Node {
    enum Quantifier {
      EXISTS,
      ALL,
      EXISTS_ONE
    }

    @Override
    public Kind kind() {
      return Kind.BOOL;
    }

    @Override
    public boolean fails() {
      return list.fails() || predicate.fails();
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
    public boolean fails() {
      return list.fails() || predicate.map(Node::fails).orElse(false) || transform.fails();
    }

    @Override
    public List<Node> parts() {
      return predicate
          .map(node -> List.of(list, node, transform))
          .orElseGet(() -> List.of(list, transform));
    }
  }
}
