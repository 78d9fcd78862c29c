package dev.portreeve.engine.compiled;

import static org.objectweb.asm.Opcodes.DCMPG;
import static org.objectweb.asm.Opcodes.DCMPL;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFGE;
import static org.objectweb.asm.Opcodes.IFGT;
import static org.objectweb.asm.Opcodes.IFLE;
import static org.objectweb.asm.Opcodes.IFLT;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.IFNONNULL;
import static org.objectweb.asm.Opcodes.IFNULL;
import static org.objectweb.asm.Opcodes.LCMP;

import com.google.re2j.Pattern;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.FromDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Writes code that goes one way or the other by the truth of an expression. */
final class BranchEmitter {
  private final Emitter emitter;
  private final MethodVisitor code;

  BranchEmitter(Emitter emitter) {
    this.emitter = emitter;
    this.code = emitter.code();
  }

  /** Always leaves by one of the labels, with an empty stack. */
  void branch(LoweredNode node, Label yes, Label no, Label failed) {
    if (node instanceof LoweredNode.Not not) {
      branch(not.operand(), no, yes, failed);
    } else if (node instanceof LoweredNode.Logic logic) {
      logic(logic, yes, no, failed);
    } else if (node instanceof LoweredNode.If choice) {
      Label then = new Label();
      Label otherwise = new Label();
      branch(choice.condition(), then, otherwise, failed);
      code.visitLabel(then);
      branch(choice.then(), yes, no, failed);
      code.visitLabel(otherwise);
      branch(choice.otherwise(), yes, no, failed);
    } else if (node instanceof LoweredNode.Let let) {
      emitter.let(let, failed);
      branch(let.body(), yes, no, failed);
    } else if (node instanceof LoweredNode.Compare compare) {
      compare(compare, yes, no, failed);
    } else if (node instanceof LoweredNode.InSet in) {
      in(in, yes, no, failed);
    } else if (node instanceof LoweredNode.FactHas has) {
      has(has, yes, no, failed);
    } else if (node instanceof LoweredNode.FieldHas has) {
      new ValueEmitter(emitter).value(has.object(), failed);
      code.visitTypeInsn(org.objectweb.asm.Opcodes.CHECKCAST, Names.STRUCTURE);
      code.visitLdcInsn(has.index());
      emitter.virtual(Names.STRUCTURE, "has", "(I)Z");
      take(IFNE, yes, no);
    } else if (node instanceof LoweredNode.Find find) {
      find(find, yes, no, failed);
    } else if (node instanceof LoweredNode.Quantify quantify) {
      new LoopEmitter(emitter).quantify(quantify, yes, no, failed);
    } else if (node instanceof LoweredNode.Local local && isInlinedMemo(local)) {
      branch(emitter.scope().memo(local.var()).orElseThrow().value(), yes, no, failed);
    } else {
      new ValueEmitter(emitter).value(node, failed);
      take(IFNE, yes, no);
    }
  }

  private boolean isInlinedMemo(LoweredNode.Local local) {
    return emitter.scope().memo(local.var()).isPresent() && emitter.isInlined(local.var());
  }

  private void take(int jump, Label yes, Label no) {
    code.visitJumpInsn(jump, yes);
    code.visitJumpInsn(GOTO, no);
  }

  /*
   * The right side is written once. A problem of the left side waits in a local while the right
   * side is worked out: if that decides, the problem is forgotten, else it is met.
   */
  private void logic(LoweredNode.Logic logic, Label yes, Label no, Label failed) {
    Label next = new Label();
    Label goesOn = logic.and() ? yes : no;
    if (!logic.left().fails()) {
      branch(logic.left(), logic.and() ? next : yes, logic.and() ? no : next, failed);
      code.visitLabel(next);
      branch(logic.right(), yes, no, failed);
      return;
    }
    int waiting = emitter.newLocal(StackKind.OBJECT);
    Label leftFailed = new Label();
    Label leftGood = new Label();
    Label neutral = new Label();
    Label rightFailed = new Label();
    branch(logic.left(), logic.and() ? leftGood : yes, logic.and() ? no : leftGood, leftFailed);
    code.visitLabel(leftGood);
    emitter.storeNull(waiting);
    code.visitJumpInsn(GOTO, next);
    code.visitLabel(leftFailed);
    emitter.loadProblem();
    emitter.storeObject(waiting);
    code.visitLabel(next);
    branch(logic.right(), logic.and() ? neutral : yes, logic.and() ? no : neutral, rightFailed);
    code.visitLabel(neutral);
    emitter.loadObject(waiting);
    code.visitJumpInsn(IFNULL, goesOn);
    emitter.loadObject(waiting);
    emitter.fail(failed);
    code.visitLabel(rightFailed);
    emitter.loadObject(waiting);
    code.visitJumpInsn(IFNULL, failed);
    emitter.loadObject(waiting);
    emitter.fail(failed);
  }

  private void compare(LoweredNode.Compare compare, Label yes, Label no, Label failed) {
    StackKind kind = compare.left().kind();
    List<LoweredNode> sides = List.of(compare.left(), compare.right());
    boolean equality =
        compare.op() == LoweredNode.Compare.Op.EQ || compare.op() == LoweredNode.Compare.Op.NE;
    new ValueEmitter(emitter).operands(sides, List.of(kind, kind), failed);
    switch (kind) {
      case BOOL -> code.visitInsn(org.objectweb.asm.Opcodes.ISUB);
      case INT -> code.visitInsn(LCMP);
      case DOUBLE -> code.visitInsn(lessFails(compare.op()) ? DCMPG : DCMPL);
      case STRING, OBJECT -> {
        if (equality) {
          emitter.virtual("java/lang/Object", "equals", "(" + Names.OBJECT + ")Z");
          take(compare.op() == LoweredNode.Compare.Op.EQ ? IFNE : IFEQ, yes, no);
          return;
        }
        emitter.ops("compare", "(" + Names.OBJECT + Names.OBJECT + ")I");
      }
    }
    take(
        switch (compare.op()) {
          case EQ -> IFEQ;
          case NE -> IFNE;
          case LT -> IFLT;
          case LE -> IFLE;
          case GT -> IFGT;
          case GE -> IFGE;
        },
        yes,
        no);
  }

  /** Whether the comparison must see a NaN as greater, so that it does not hold. */
  private static boolean lessFails(LoweredNode.Compare.Op op) {
    return op == LoweredNode.Compare.Op.LT || op == LoweredNode.Compare.Op.LE;
  }

  /** A switch over hash codes; texts that share one are told apart by comparing. */
  private void in(LoweredNode.InSet in, Label yes, Label no, Label failed) {
    Map<Integer, List<String>> byHash = new TreeMap<>();
    in.set().forEach(s -> byHash.computeIfAbsent(s.hashCode(), h -> new ArrayList<>()).add(s));
    new ValueEmitter(emitter).value(in.element(), failed);
    int element = emitter.newLocal(StackKind.STRING);
    emitter.store(StackKind.STRING, element);
    if (in.set().isEmpty()) {
      code.visitJumpInsn(GOTO, no);
      return;
    }
    emitter.load(StackKind.STRING, element);
    emitter.virtual("java/lang/String", "hashCode", "()I");
    int[] keys = byHash.keySet().stream().mapToInt(Integer::intValue).toArray();
    Label[] labels = new Label[keys.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new Label();
    }
    code.visitLookupSwitchInsn(no, keys, labels);
    for (int i = 0; i < labels.length; i++) {
      code.visitLabel(labels[i]);
      for (String text : byHash.getOrDefault(keys[i], List.of())) {
        emitter.load(StackKind.STRING, element);
        code.visitLdcInsn(text);
        emitter.virtual("java/lang/String", "equals", "(" + Names.OBJECT + ")Z");
        code.visitJumpInsn(IFNE, yes);
      }
      code.visitJumpInsn(GOTO, no);
    }
  }

  private void has(LoweredNode.FactHas has, Label yes, Label no, Label failed) {
    Fact fact = has.fact();
    boolean only =
        fact.directory().map(FromDirectory::mode).equals(Optional.of(FromDirectory.Mode.ONLY));
    if (!only) {
      emitter.frame();
      code.visitLdcInsn(fact.slot());
      emitter.virtual(Names.FRAME, "value", "(I)" + Names.OBJECT);
    }
    if (fact.directory().isPresent()) {
      if (!only) {
        code.visitJumpInsn(IFNONNULL, yes);
      }
      new ValueEmitter(emitter).inDirectory(fact, failed);
    }
    take(IFNONNULL, yes, no);
  }

  private void find(LoweredNode.Find find, Label yes, Label no, Label failed) {
    new ValueEmitter(emitter).value(find.text(), failed);
    int text = emitter.newLocal(StackKind.STRING);
    emitter.store(StackKind.STRING, text);
    emitter.constant(find.pattern(), Pattern.class);
    emitter.load(StackKind.STRING, text);
    emitter.ops("find", "(" + Names.descriptor(Pattern.class) + "Ljava/lang/String;)Z");
    take(IFNE, yes, no);
  }
}
