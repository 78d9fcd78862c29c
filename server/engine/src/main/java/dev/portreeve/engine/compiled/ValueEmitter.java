package dev.portreeve.engine.compiled;

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
import static org.objectweb.asm.Opcodes.IFNULL;
import static org.objectweb.asm.Opcodes.INSTANCEOF;
import static org.objectweb.asm.Opcodes.POP;

import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.lang.Builtin;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.FromDirectory;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Writes code that leaves the value of an expression on the operand stack. */
final class ValueEmitter {
  private final Emitter emitter;
  private final MethodVisitor code;

  ValueEmitter(Emitter emitter) {
    this.emitter = emitter;
    this.code = emitter.code();
  }

  /** Leaves the value, held as its kind says; the stack must be empty if the node can fail. */
  void value(LoweredNode node, Label failed) {
    if (node instanceof LoweredNode.Const known) {
      constant(known);
    } else if (node instanceof LoweredNode.Ident ident) {
      ident(ident, failed);
    } else if (node instanceof LoweredNode.FactRead read) {
      fact(read, failed);
      emitter.unbox(read.kind());
    } else if (node instanceof LoweredNode.Entry entry) {
      entry(entry, failed);
    } else if (node instanceof LoweredNode.TeamRead read) {
      new TeamValues(emitter).read(read, failed);
    } else if (node instanceof LoweredNode.ChangeRead read) {
      emitter.frame();
      emitter.team();
      code.visitLdcInsn(read.field());
      emitter.ops("change", signature("Ljava/lang/String;"));
      emitter.requireNoProblem(failed);
      emitter.unbox(read.kind());
    } else if (node instanceof LoweredNode.ChangeSetting read) {
      emitter.frame();
      emitter.team();
      code.visitLdcInsn(read.index());
      emitter.ops("changeSetting", signature("I"));
      emitter.requireNoProblem(failed);
      emitter.unbox(read.kind());
    } else if (node instanceof LoweredNode.FieldRead read) {
      field(read, failed);
    } else if (node instanceof LoweredNode.Local local) {
      local(local.var(), failed);
    } else if (node instanceof LoweredNode.Let let) {
      emitter.let(let, failed);
      value(let.body(), failed);
    } else if (node instanceof LoweredNode.If choice) {
      choice(choice, failed);
    } else if (node instanceof LoweredNode.Call call) {
      call(call, failed);
    } else if (node instanceof LoweredNode.Invoke invoke) {
      invoke(invoke.builtin().body(), invoke.arguments(), failed);
      emitter.unbox(invoke.kind());
    } else if (node instanceof LoweredNode.Library call) {
      invoke(call.body(), call.arguments(), failed);
      emitter.unbox(call.kind());
    } else if (node instanceof LoweredNode.Unboxed boxed) {
      value(boxed.value(), failed);
      emitter.unbox(boxed.kind());
    } else if (node instanceof LoweredNode.ListOf list) {
      array(list.items(), failed);
      emitter.ops("list", "([Ljava/lang/Object;)" + Names.OBJECT);
    } else if (node instanceof LoweredNode.MapOf map) {
      map(map, failed);
    } else if (node instanceof LoweredNode.Collect collect) {
      new LoopEmitter(emitter).collect(collect, failed);
    } else {
      truth(node, failed);
    }
  }

  private static String signature(String last) {
    return "(L" + Names.FRAME + ";L" + Names.TEAM + ";" + last + ")" + Names.OBJECT;
  }

  /** A truth value as 0 or 1. */
  private void truth(LoweredNode node, Label failed) {
    Label yes = new Label();
    Label no = new Label();
    Label done = new Label();
    new BranchEmitter(emitter).branch(node, yes, no, failed);
    code.visitLabel(yes);
    code.visitInsn(ICONST_1);
    code.visitJumpInsn(GOTO, done);
    code.visitLabel(no);
    code.visitInsn(ICONST_0);
    code.visitLabel(done);
  }

  private void constant(LoweredNode.Const known) {
    switch (known.kind()) {
      case BOOL -> code.visitInsn((boolean) known.value() ? ICONST_1 : ICONST_0);
      case INT, DOUBLE, STRING -> code.visitLdcInsn(known.value());
      case OBJECT -> emitter.constant(known.value(), Object.class);
    }
  }

  private void ident(LoweredNode.Ident ident, Label failed) {
    boolean ofTeam = ident.source() == LoweredNode.Ident.Source.TEAM_ID;
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
  void fact(LoweredNode.FactRead read, Label failed) {
    Fact fact = read.fact();
    FromDirectory.Mode mode = fact.directory().map(FromDirectory::mode).orElse(null);
    Label good = new Label();
    if (mode == FromDirectory.Mode.OVER) {
      known(fact, good, failed);
    }
    if (mode != FromDirectory.Mode.ONLY) {
      given(fact, good, failed);
    }
    if (mode == FromDirectory.Mode.ONLY || mode == FromDirectory.Mode.FILL) {
      known(fact, good, failed);
    }
    absent(fact, failed);
    code.visitLabel(good);
  }

  /** Leaves what the directory says and goes to {@code good}; else leaves nothing and goes on. */
  private void known(Fact fact, Label good, Label failed) {
    inDirectory(fact, failed);
    code.visitInsn(DUP);
    code.visitJumpInsn(IFNONNULL, good);
    code.visitInsn(POP);
  }

  /** Leaves what the request says and goes to {@code good}; else leaves nothing and goes on. */
  private void given(Fact fact, Label good, Label failed) {
    Label absent = new Label();
    emitter.frame();
    code.visitLdcInsn(fact.slot());
    emitter.virtual(Names.FRAME, "value", "(I)" + Names.OBJECT);
    code.visitInsn(DUP);
    code.visitJumpInsn(IFNULL, absent);
    code.visitInsn(DUP);
    code.visitTypeInsn(INSTANCEOF, Names.INVALID);
    code.visitJumpInsn(IFEQ, good);
    emitter.constant(fact, Fact.class);
    emitter.ops("invalid", "(" + Names.OBJECT + Names.FACT + ")" + Names.OBJECT);
    emitter.fail(failed);
    code.visitLabel(absent);
    code.visitInsn(POP);
  }

  private void absent(Fact fact, Label failed) {
    if (fact.absent() instanceof Fact.Absent.Default standIn) {
      emitter.constant(standIn.value(), Object.class);
    } else if (fact.absent() instanceof Fact.Absent.Now) {
      emitter.frame();
      emitter.virtual(Names.FRAME, "now", "()Ljava/time/Instant;");
    } else {
      emitter.fail(FactProblem.missing(fact.path()), failed);
    }
  }

  /** Leaves what the directory says of a fact, or null. */
  void inDirectory(Fact fact, Label failed) {
    if (fact.directory().map(FromDirectory::ofPeople).orElse(true)) {
      requireTeam(failed);
    }
    emitter.frame();
    emitter.team();
    emitter.constant(fact, Fact.class);
    emitter.ops("directory", signature(Names.FACT));
  }

  private void entry(LoweredNode.Entry entry, Label failed) {
    List<Integer> texts = new ArrayList<>();
    for (LoweredNode argument : entry.arguments()) {
      value(argument, failed);
      int text = emitter.newLocal(StackKind.STRING);
      emitter.store(StackKind.STRING, text);
      texts.add(text);
    }
    boolean ofPeople = entry.function().entity() == Entity.SUBJECT;
    if (ofPeople) {
      requireTeam(failed);
    }
    emitter.frame();
    emitter.team();
    texts.forEach(text -> emitter.load(StackKind.STRING, text));
    emitter.ops(
        ofPeople ? "person" : "resource", signature("Ljava/lang/String;".repeat(texts.size())));
  }

  /** In a set with teams, what is known of people depends on the team. */
  private void requireTeam(Label failed) {
    if (emitter.scope().schema().team().isPresent()) {
      emitter.requireTeam(failed);
    }
  }

  private void field(LoweredNode.FieldRead read, Label failed) {
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

  private void local(LocalVariable var, Label failed) {
    PolicyScope.Memo memo = emitter.scope().memo(var).orElse(null);
    if (memo != null && emitter.isInlined(var)) {
      value(memo.value(), failed);
    } else {
      emitter.read(var, failed);
    }
  }

  private void choice(LoweredNode.If choice, Label failed) {
    Label then = new Label();
    Label otherwise = new Label();
    Label done = new Label();
    new BranchEmitter(emitter).branch(choice.condition(), then, otherwise, failed);
    code.visitLabel(then);
    value(choice.then(), failed);
    code.visitJumpInsn(GOTO, done);
    code.visitLabel(otherwise);
    value(choice.otherwise(), failed);
    code.visitLabel(done);
  }

  private void call(LoweredNode.Call call, Label failed) {
    operands(call.arguments(), call.method().parameters(), failed);
    emitter.ops(call.method().method(), call.method().descriptor());
    if (call.method().fails()) {
      emitter.requireMade(failed);
    }
  }

  /** Leaves what a function makes of arguments, as an object. */
  private void invoke(Builtin.Body body, List<LoweredNode> given, Label failed) {
    array(given, failed);
    int arguments = emitter.newLocal(StackKind.OBJECT);
    emitter.storeObject(arguments);
    emitter.constant(body, Builtin.Body.class);
    emitter.loadObject(arguments);
    code.visitTypeInsn(CHECKCAST, "[Ljava/lang/Object;");
    emitter.ops(
        "invoke",
        "(" + Names.descriptor(Builtin.Body.class) + "[Ljava/lang/Object;)" + Names.OBJECT);
    emitter.requireMade(failed);
  }

  /**
   * Leaves the values in their order. All that may fail are worked out before the first is left on
   * the stack.
   */
  void operands(List<LoweredNode> nodes, List<StackKind> kinds, Label failed) {
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

  private void convert(LoweredNode node, StackKind wanted, Label failed) {
    value(node, failed);
    if (wanted == StackKind.OBJECT) {
      emitter.box(node.kind());
    }
  }

  /** Leaves an array of the values as objects. */
  private void array(List<LoweredNode> items, Label failed) {
    List<Integer> kept = new ArrayList<>();
    for (LoweredNode item : items) {
      convert(item, StackKind.OBJECT, failed);
      int local = emitter.newLocal(StackKind.OBJECT);
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

  private void map(LoweredNode.MapOf map, Label failed) {
    array(map.values(), failed);
    int values = emitter.newLocal(StackKind.OBJECT);
    emitter.storeObject(values);
    emitter.constant(map.keys().toArray(String[]::new), String[].class);
    emitter.loadObject(values);
    code.visitTypeInsn(CHECKCAST, Names.ARRAY);
    emitter.ops("map", "(" + Names.descriptor(String[].class) + Names.ARRAY + ")" + Names.OBJECT);
  }

  /** Leaves the element at the index kept in one local of the array kept in another. */
  void element(int array, int index, StackKind kind) {
    emitter.loadObject(array);
    code.visitTypeInsn(CHECKCAST, "[Ljava/lang/Object;");
    emitter.load(StackKind.BOOL, index);
    code.visitInsn(AALOAD);
    emitter.unbox(kind);
  }
}
