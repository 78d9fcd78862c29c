package dev.portreeve.policy.compiled;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.AASTORE;
import static org.objectweb.asm.Opcodes.ANEWARRAY;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFNONNULL;
import static org.objectweb.asm.Opcodes.INSTANCEOF;
import static org.objectweb.asm.Opcodes.POP;

import dev.portreeve.policy.facts.FactProblem;
import dev.portreeve.policy.lang.Builtin;
import dev.portreeve.policy.schema.Fact;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Writes code that leaves the value of an expression on the operand stack. */
final class Values {
  private final Emitter emitter;
  private final MethodVisitor code;

  Values(Emitter emitter) {
    this.emitter = emitter;
    this.code = emitter.code();
  }

  /** Leaves the value, held as its kind says; the stack must be empty if the node can fail. */
  void value(Node node, Label failed) {
    if (node instanceof Node.Const known) {
      constant(known);
    } else if (node instanceof Node.Ident ident) {
      ident(ident, failed);
    } else if (node instanceof Node.FactRead read) {
      fact(read, failed);
      emitter.unbox(read.kind());
    } else if (node instanceof Node.TeamRead read) {
      new TeamValues(emitter).read(read, failed);
    } else if (node instanceof Node.ChangeRead read) {
      emitter.frame();
      emitter.team();
      code.visitLdcInsn(read.field());
      emitter.ops("change", signature("Ljava/lang/String;"));
      emitter.requireNoProblem(failed);
      emitter.unbox(read.kind());
    } else if (node instanceof Node.ChangeSetting read) {
      emitter.frame();
      emitter.team();
      code.visitLdcInsn(read.index());
      emitter.ops("changeSetting", signature("I"));
      emitter.requireNoProblem(failed);
      emitter.unbox(read.kind());
    } else if (node instanceof Node.FieldRead read) {
      field(read, failed);
    } else if (node instanceof Node.Local local) {
      local(local.var(), failed);
    } else if (node instanceof Node.Let let) {
      value(let.value(), failed);
      emitter.bind(let.var());
      value(let.body(), failed);
    } else if (node instanceof Node.If choice) {
      choice(choice, failed);
    } else if (node instanceof Node.Call call) {
      call(call, failed);
    } else if (node instanceof Node.Invoke invoke) {
      invoke(invoke, failed);
    } else if (node instanceof Node.ListOf list) {
      array(list.items(), failed);
      emitter.ops("list", "([Ljava/lang/Object;)" + Names.OBJECT);
    } else if (node instanceof Node.MapOf map) {
      map(map, failed);
    } else if (node instanceof Node.Collect collect) {
      new Loops(emitter).collect(collect, failed);
    } else {
      truth(node, failed);
    }
  }

  private static String signature(String last) {
    return "(L" + Names.FRAME + ";L" + Names.TEAM + ";" + last + ")" + Names.OBJECT;
  }

  /** A truth value as 0 or 1. */
  private void truth(Node node, Label failed) {
    Label yes = new Label();
    Label no = new Label();
    Label done = new Label();
    new Branches(emitter).branch(node, yes, no, failed);
    code.visitLabel(yes);
    code.visitInsn(ICONST_1);
    code.visitJumpInsn(GOTO, done);
    code.visitLabel(no);
    code.visitInsn(ICONST_0);
    code.visitLabel(done);
  }

  private void constant(Node.Const known) {
    switch (known.kind()) {
      case BOOL -> code.visitInsn((boolean) known.value() ? ICONST_1 : ICONST_0);
      case INT, DOUBLE, STRING -> code.visitLdcInsn(known.value());
      case OBJECT -> emitter.constant(known.value(), Object.class);
    }
  }

  private void ident(Node.Ident ident, Label failed) {
    boolean ofTeam = ident.source() == Node.Ident.Source.TEAM_ID;
    if (ofTeam) {
      emitter.requireTeam(failed);
      emitter.team();
    } else {
      emitter.frame();
    }
    emitter.virtual(
        ofTeam ? Names.TEAM : Names.FRAME, ident.source().method(), "()Ljava/lang/String;");
  }

  /** Leaves the fact as an object. */
  void fact(Node.FactRead read, Label failed) {
    Fact fact = read.fact();
    Label given = new Label();
    Label good = new Label();
    emitter.frame();
    code.visitLdcInsn(fact.slot());
    emitter.virtual(Names.FRAME, "value", "(I)" + Names.OBJECT);
    code.visitInsn(DUP);
    code.visitJumpInsn(IFNONNULL, given);
    code.visitInsn(POP);
    absent(fact, good, failed);
    code.visitLabel(given);
    code.visitInsn(DUP);
    code.visitTypeInsn(INSTANCEOF, Names.INVALID);
    code.visitJumpInsn(IFEQ, good);
    emitter.constant(fact, Fact.class);
    emitter.ops("invalid", "(" + Names.OBJECT + Names.FACT + ")" + Names.OBJECT);
    emitter.fail(failed);
    code.visitLabel(good);
  }

  private void absent(Fact fact, Label good, Label failed) {
    if (fact.absent() instanceof Fact.Absent.Default standIn) {
      emitter.constant(standIn.value(), Object.class);
      code.visitJumpInsn(GOTO, good);
    } else if (fact.absent() instanceof Fact.Absent.Now) {
      emitter.frame();
      emitter.virtual(Names.FRAME, "now", "()Ljava/time/Instant;");
      code.visitJumpInsn(GOTO, good);
    } else if (fact.absent() instanceof Fact.Absent.Directory directory) {
      inDirectory(directory.index(), failed);
      code.visitInsn(DUP);
      code.visitJumpInsn(IFNONNULL, good);
      code.visitInsn(POP);
      if (directory.otherwise().isPresent()) {
        emitter.constant(directory.otherwise().get(), Object.class);
        code.visitJumpInsn(GOTO, good);
      } else {
        emitter.fail(FactProblem.missing(fact.path()), failed);
      }
    } else {
      emitter.fail(FactProblem.missing(fact.path()), failed);
    }
  }

  /** Leaves what the team's directory says of the subject, or null. */
  void inDirectory(int index, Label failed) {
    if (emitter.scope().schema().team().isPresent()) {
      emitter.requireTeam(failed);
    }
    emitter.frame();
    emitter.team();
    code.visitLdcInsn(index);
    emitter.ops("directory", signature("I"));
  }

  private void field(Node.FieldRead read, Label failed) {
    Label given = new Label();
    value(read.object(), failed);
    code.visitTypeInsn(CHECKCAST, Names.STRUCTURE);
    code.visitLdcInsn(read.index());
    emitter.virtual(Names.STRUCTURE, "value", "(I)" + Names.OBJECT);
    code.visitInsn(DUP);
    code.visitJumpInsn(IFNONNULL, given);
    code.visitInsn(POP);
    emitter.fail(FactProblem.missing(read.path()), failed);
    code.visitLabel(given);
    emitter.unbox(read.kind());
  }

  private void local(Var var, Label failed) {
    PolicyScope.Memo memo = emitter.scope().memo(var).orElse(null);
    if (memo != null && emitter.isInlined(var)) {
      value(memo.value(), failed);
    } else {
      emitter.read(var, failed);
    }
  }

  private void choice(Node.If choice, Label failed) {
    Label then = new Label();
    Label otherwise = new Label();
    Label done = new Label();
    new Branches(emitter).branch(choice.condition(), then, otherwise, failed);
    code.visitLabel(then);
    value(choice.then(), failed);
    code.visitJumpInsn(GOTO, done);
    code.visitLabel(otherwise);
    value(choice.otherwise(), failed);
    code.visitLabel(done);
  }

  private void call(Node.Call call, Label failed) {
    operands(call.arguments(), call.method().parameters(), failed);
    emitter.ops(call.method().method(), call.method().descriptor());
    if (call.method().fails()) {
      emitter.requireMade(failed);
    }
  }

  private void invoke(Node.Invoke invoke, Label failed) {
    array(invoke.arguments(), failed);
    int arguments = emitter.newLocal(Kind.OBJECT);
    emitter.storeObject(arguments);
    emitter.constant(invoke.builtin().body(), Builtin.Body.class);
    emitter.loadObject(arguments);
    code.visitTypeInsn(CHECKCAST, "[Ljava/lang/Object;");
    emitter.ops(
        "invoke",
        "(" + Names.descriptor(Builtin.Body.class) + "[Ljava/lang/Object;)" + Names.OBJECT);
    emitter.requireMade(failed);
    emitter.unbox(invoke.kind());
  }

  /**
   * Leaves the values in their order. All that may fail are worked out before the first is left on
   * the stack.
   */
  void operands(List<Node> nodes, List<Kind> kinds, Label failed) {
    int lastFailing = -1;
    for (int i = 0; i < nodes.size(); i++) {
      lastFailing = nodes.get(i).fails() ? i : lastFailing;
    }
    int[] kept = new int[nodes.size()];
    for (int i = 0; i < lastFailing; i++) {
      convert(nodes.get(i), kinds.get(i), failed);
      kept[i] = emitter.newLocal(kinds.get(i));
      emitter.store(kinds.get(i), kept[i]);
    }
    if (lastFailing > 0) {
      convert(nodes.get(lastFailing), kinds.get(lastFailing), failed);
      kept[lastFailing] = emitter.newLocal(kinds.get(lastFailing));
      emitter.store(kinds.get(lastFailing), kept[lastFailing]);
    }
    for (int i = 0; i < nodes.size(); i++) {
      if (lastFailing > 0 && i <= lastFailing) {
        emitter.load(kinds.get(i), kept[i]);
      } else {
        convert(nodes.get(i), kinds.get(i), failed);
      }
    }
  }

  private void convert(Node node, Kind wanted, Label failed) {
    value(node, failed);
    if (wanted == Kind.OBJECT) {
      emitter.box(node.kind());
    }
  }

  /** Leaves an array of the values as objects. */
  private void array(List<Node> items, Label failed) {
    List<Integer> kept = new ArrayList<>();
    for (Node item : items) {
      convert(item, Kind.OBJECT, failed);
      int local = emitter.newLocal(Kind.OBJECT);
      emitter.storeObject(local);
      kept.add(local);
    }
    array(kept);
  }

  /** Leaves an array of what is kept in locals. */
  void array(List<Integer> kept) {
    code.visitLdcInsn(kept.size());
    code.visitTypeInsn(ANEWARRAY, "java/lang/Object");
    for (int i = 0; i < kept.size(); i++) {
      code.visitInsn(DUP);
      code.visitLdcInsn(i);
      emitter.loadObject(kept.get(i));
      code.visitInsn(AASTORE);
    }
  }

  private void map(Node.MapOf map, Label failed) {
    array(map.values(), failed);
    int values = emitter.newLocal(Kind.OBJECT);
    emitter.storeObject(values);
    emitter.constant(map.keys().toArray(String[]::new), String[].class);
    emitter.loadObject(values);
    code.visitTypeInsn(CHECKCAST, Names.ARRAY);
    emitter.ops("map", "(" + Names.descriptor(String[].class) + Names.ARRAY + ")" + Names.OBJECT);
  }

  /** Leaves the element at the index kept in one local of the array kept in another. */
  void element(int array, int index, Kind kind) {
    emitter.loadObject(array);
    code.visitTypeInsn(CHECKCAST, "[Ljava/lang/Object;");
    emitter.load(Kind.BOOL, index);
    code.visitInsn(AALOAD);
    emitter.unbox(kind);
  }
}
