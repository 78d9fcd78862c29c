package dev.portreeve.engine.analysis;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.portreeve.engine.lang.Builtin;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.DirectoryFunction;
import dev.portreeve.engine.lang.Variables;
import dev.portreeve.engine.packages.PackageSpecifier;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.StructType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Works out what expressions can be, as far as their facts, settings and literals tell, and reports
 * what is compared and can never be equal.
 *
 * <p>The body of a definition is worked out anew for the arguments of each call, so that a literal
 * argument counts where the body compares it.
 */
final class Evaluation {
  private final ReadableFields readable;
  private final Map<String, Definition> definitions = new HashMap<>();
  private final Comparisons comparisons;
  private final Directives directives;
  private final FactOwners owners;
  private final Map<String, Shape> variables = new HashMap<>();
  private final Map<Call, Called> known = new HashMap<>();

  /** A definition and what it is called with. */
  private record Call(String definition, List<Shape> arguments) {}

  /** What came of a call. */
  private record Called(Shape value, Set<Fact> reads) {}

  Evaluation(ReadableFields readable, List<Definition> definitions, Findings findings) {
    this(readable, definitions, findings, findings);
  }

  /**
   * @param owners where facts are noted that the action does not have
   * @param others where everything else is noted
   */
  Evaluation(
      ReadableFields readable, List<Definition> definitions, Findings owners, Findings others) {
    this.readable = readable;
    definitions.forEach(definition -> this.definitions.put(definition.name(), definition));
    this.comparisons = new Comparisons(others);
    this.directives = new Directives(readable.schema(), others, comparisons);
    this.owners = new FactOwners(readable, owners);
  }

  /** Makes a policy's variable known, which later expressions name. */
  void declare(String variable, CelAbstractSyntaxTree ast) {
    variables.put(variable, Shape.named(evaluate(ast), variable));
  }

  /** What an expression of the policy can be. */
  Shape evaluate(CelAbstractSyntaxTree ast) {
    return new Walk(ast, Map.of(), Optional.empty(), new LinkedHashSet<>()).of(ast.getExpr());
  }

  /** Looks at a definition by itself, whatever it is called with. */
  void look(Definition definition) {
    called(definition, definition.parameters().stream().map(p -> Shape.OPEN).toList());
  }

  private Called called(Definition definition, List<Shape> arguments) {
    Call call = new Call(definition.name(), arguments);
    Called result = known.get(call);
    if (result == null) {
      Map<String, Shape> names = new HashMap<>();
      for (int i = 0; i < arguments.size(); i++) {
        names.put(definition.parameters().get(i).name(), arguments.get(i));
      }
      Set<Fact> reads = new LinkedHashSet<>();
      Walk body = new Walk(definition.ast(), names, Optional.of(definition), reads);
      Shape value = Shape.named(body.of(definition.ast().getExpr()), definition.name() + "()");
      result = new Called(value, reads);
      known.put(call, result);
    }
    return result;
  }

  /** The working out of one expression. */
  private final class Walk {
    private final CelAbstractSyntaxTree ast;
    private final Map<String, Shape> names;
    private final Optional<Definition> inside;
    private final Set<Fact> reads;
    private final Map<Long, Shape> byId = new HashMap<>();

    /**
     * @param names what parameters and the variables of macros stand for
     * @param inside the definition whose body it is
     * @param reads where the facts that it reads are added
     */
    Walk(
        CelAbstractSyntaxTree ast,
        Map<String, Shape> names,
        Optional<Definition> inside,
        Set<Fact> reads) {
      this.ast = ast;
      this.names = names;
      this.inside = inside;
      this.reads = reads;
    }

    /** What a part can be; worked out once, also where it is asked for again. */
    Shape of(CelExpr expr) {
      Shape shape = byId.get(expr.id());
      if (shape == null) {
        shape = evaluate(expr);
        byId.put(expr.id(), shape);
      }
      return shape;
    }

    private Shape evaluate(CelExpr expr) {
      return switch (expr.exprKind().getKind()) {
        case CONSTANT -> constant(expr);
        case IDENT -> ident(expr.ident().name());
        case SELECT -> select(expr);
        case CALL -> call(expr);
        case LIST -> new Shape.Elements(joined(expr.list().elements()));
        case MAP -> map(expr.map());
        case COMPREHENSION -> fold(expr.comprehension());
        default -> Shape.OPEN;
      };
    }

    private Site site(CelExpr expr) {
      return new Site(ast, expr.id());
    }

    private Shape constant(CelExpr expr) {
      CelConstant constant = expr.constant();
      return constant.getKind() == CelConstant.Kind.STRING_VALUE
          ? Shape.literal(constant.stringValue(), site(expr))
          : Shape.OPEN;
    }

    private Shape ident(String name) {
      Shape local = names.get(name);
      return local != null
          ? local
          : Variables.isRoot(name)
              ? new Shape.Whole(name)
              : variables.getOrDefault(name, Shape.OPEN);
    }

    private Shape select(CelExpr expr) {
      String qualified = ast.getReference(expr.id()).map(r -> r.name()).orElse("");
      if (qualified.startsWith(Variables.PREFIX)) {
        return ident(qualified);
      }
      CelExpr operand = expr.select().operand();
      String field = expr.select().field();
      Shape value;
      if (operand.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
          && !names.containsKey(operand.ident().name())) {
        String root = operand.ident().name();
        List<Fact> read = readable.facts(root, field);
        reads.addAll(read);
        if (inside.isEmpty()) {
          owners.expect(read, root, site(operand));
        }
        value = readable.field(root, field);
      } else {
        value = member(of(operand), field, expr);
      }
      return expr.select().testOnly() ? Shape.OPEN : value;
    }

    private Shape member(Shape container, String field, CelExpr expr) {
      if (container instanceof Shape.Members object) {
        comparisons.expectFact(object, field, site(expr));
        return Shape.member(object, field);
      }
      return container instanceof Shape.Entries map ? map.value() : Shape.OPEN;
    }

    private Shape joined(List<CelExpr> exprs) {
      Shape joined = Shape.NOTHING;
      for (CelExpr expr : exprs) {
        joined = Shape.either(joined, of(expr));
      }
      return joined;
    }

    private Shape map(CelExpr.CelMap map) {
      Shape keys = Shape.NOTHING;
      Shape values = Shape.NOTHING;
      for (CelExpr.CelMap.Entry entry : map.entries()) {
        keys = Shape.either(keys, of(entry.key()));
        values = Shape.either(values, of(entry.value()));
      }
      return new Shape.Entries(keys, values);
    }

    private Shape fold(CelExpr.CelComprehension fold) {
      Shape range = of(fold.iterRange());
      Map<String, Shape> inner = new HashMap<>(names);
      boolean two = !fold.iterVar2().isEmpty();
      inner.put(fold.iterVar(), two ? key(range) : element(range));
      if (two) {
        inner.put(
            fold.iterVar2(), range instanceof Shape.Entries map ? map.value() : element(range));
      }
      inner.put(fold.accuVar(), of(fold.accuInit()));
      Walk step = new Walk(ast, inner, inside, reads);
      Shape accumulated = step.of(fold.loopStep());
      inner.put(fold.accuVar(), accumulated);
      return new Walk(ast, inner, inside, reads).of(fold.result());
    }

    /** What the first of two variables is: the key of a map, or an index. */
    private static Shape key(Shape range) {
      return range instanceof Shape.Entries map ? map.key() : Shape.OPEN;
    }

    private static Shape element(Shape range) {
      return range instanceof Shape.Elements list
          ? list.element()
          : range instanceof Shape.Entries map ? map.key() : Shape.OPEN;
    }

    private Shape call(CelExpr expr) {
      CelExpr.CelCall call = expr.call();
      List<CelExpr> operands = new ArrayList<>();
      call.target().ifPresent(operands::add);
      operands.addAll(call.args());
      List<Shape> shapes = new ArrayList<>(operands.size());
      operands.forEach(operand -> shapes.add(of(operand)));
      Definition definition = definitions.get(call.function());
      if (definition != null && call.target().isEmpty()) {
        Called called = called(definition, shapes);
        reads.addAll(called.reads());
        if (inside.isEmpty()) {
          owners.expect(called.reads(), definition, site(expr));
        }
        return called.value();
      }
      return operator(call.function(), expr, operands, shapes);
    }

    private Shape operator(
        String function, CelExpr expr, List<CelExpr> operands, List<Shape> shapes) {
      switch (function) {
        case "_==_", "_!=_" -> comparisons.compare(shapes.get(0), shapes.get(1), site(expr));
        case "@in" -> comparisons.compare(shapes.get(0), element(shapes.get(1)), site(expr));
        case "obligation", "advice" -> directives.check(function, ast, operands, members(operands));
        default -> {
          // what else there is says nothing of texts that belong together
        }
      }
      return switch (function) {
        case "_?_:_" -> Shape.either(shapes.get(1), shapes.get(2));
        case "_+_" -> sum(shapes.get(0), shapes.get(1));
        case "_[_]" -> index(shapes.get(0), shapes.get(1), expr);
        case "package_problem" ->
            Shape.declared(Builtin.PACKAGE_PROBLEM.function() + "(...)", PackageSpecifier.PROBLEMS);
        default ->
            DirectoryFunction.of(function).map(asking -> entry(asking, shapes)).orElse(Shape.OPEN);
      };
    }

    /** What the directory can say; of a resource, the facts of the types that it can have. */
    private Shape entry(DirectoryFunction asking, List<Shape> shapes) {
      Schema schema = readable.schema();
      String shown = asking.function() + "(...)";
      StructType answer = asking.answer(schema);
      if (asking.entity() == Entity.RESOURCE) {
        comparisons.assign(
            shapes.get(0), Shape.declared("resource.type", schema.allResourceTypes()));
        if (shapes.get(0) instanceof Shape.Texts types
            && types.declared().isEmpty()
            && schema.allResourceTypes().containsAll(types.literals().keySet())) {
          return new Shape.Members(schema.resourceEntry(types.literals().keySet()), shown);
        }
      }
      return new Shape.Members(answer, shown);
    }

    /** What the values can be of a map that is the second operand. */
    private List<Shape> members(List<CelExpr> operands) {
      List<Shape> values = new ArrayList<>();
      if (operands.size() > 1
          && operands.get(1).exprKind().getKind() == CelExpr.ExprKind.Kind.MAP) {
        operands.get(1).map().entries().forEach(entry -> values.add(of(entry.value())));
      }
      return values;
    }

    private static Shape sum(Shape left, Shape right) {
      return left instanceof Shape.Elements && right instanceof Shape.Elements
          ? Shape.either(left, right)
          : Shape.OPEN;
    }

    private Shape index(Shape container, Shape key, CelExpr expr) {
      if (container instanceof Shape.Entries map) {
        comparisons.compare(key, map.key(), site(expr));
        return map.value();
      }
      return container instanceof Shape.Elements list ? list.element() : Shape.OPEN;
    }
  }
}
