package dev.portreeve.engine.compiled;

import static org.objectweb.asm.Opcodes.ARRAYLENGTH;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.I2L;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.IFNONNULL;
import static org.objectweb.asm.Opcodes.IFNULL;
import static org.objectweb.asm.Opcodes.IF_ICMPEQ;
import static org.objectweb.asm.Opcodes.IF_ICMPGE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.POP;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Writes code that goes through lists. */
final class LoopEmitter {
  private static final String ARRAY_LIST = "java/util/ArrayList";

  private final Emitter emitter;
  private final MethodVisitor code;

  LoopEmitter(Emitter emitter) {
    this.emitter = emitter;
    this.code = emitter.code();
  }

  /** The locals of one loop. */
  private record Loop(
      LoweredNode.Range range,
      int container,
      int array,
      int index,
      Label head,
      Label next,
      Label end) {}

  private Loop begin(LoweredNode.Range range, Label failed) {
    int container = emitter.newLocal(StackKind.OBJECT);
    new ValueEmitter(emitter).value(range.container(), failed);
    if (range.ofMap()) {
      emitter.storeObject(container);
      emitter.loadObject(container);
    }
    emitter.ops("elements", "(" + Names.OBJECT + ")[Ljava/lang/Object;");
    Loop loop =
        new Loop(
            range,
            container,
            emitter.newLocal(StackKind.OBJECT),
            emitter.newLocal(StackKind.BOOL),
            new Label(),
            new Label(),
            new Label());
    emitter.storeObject(loop.array());
    code.visitInsn(ICONST_0);
    emitter.store(StackKind.BOOL, loop.index());
    return loop;
  }

  private void head(Loop loop) {
    code.visitLabel(loop.head());
    emitter.load(StackKind.BOOL, loop.index());
    emitter.loadObject(loop.array());
    code.visitTypeInsn(CHECKCAST, "[Ljava/lang/Object;");
    code.visitInsn(ARRAYLENGTH);
    code.visitJumpInsn(IF_ICMPGE, loop.end());
    LocalVariable last = loop.range().last();
    LocalVariable first = loop.range().first().orElse(null);
    if (first == null) {
      element(loop, last);
    } else if (loop.range().ofMap()) {
      element(loop, first);
      emitter.loadObject(loop.container());
      new ValueEmitter(emitter).value(new LoweredNode.Local(first), loop.end());
      emitter.ops(
          RuntimeSupport.Method.VALUE_OF.method(), RuntimeSupport.Method.VALUE_OF.descriptor());
      emitter.unbox(last.kind());
      emitter.bind(last);
    } else {
      emitter.load(StackKind.BOOL, loop.index());
      code.visitInsn(I2L);
      emitter.bind(first);
      element(loop, last);
    }
  }

  private void element(Loop loop, LocalVariable var) {
    new ValueEmitter(emitter).element(loop.array(), loop.index(), var.kind());
    emitter.bind(var);
  }

  private void tail(Loop loop) {
    code.visitLabel(loop.next());
    code.visitIincInsn(loop.index(), 1);
    code.visitJumpInsn(GOTO, loop.head());
    code.visitLabel(loop.end());
  }

  void quantify(LoweredNode.Quantify quantify, Label yes, Label no, Label failed) {
    if (quantify.quantifier() == LoweredNode.Quantify.Quantifier.EXISTS_ONE) {
      one(quantify, yes, no, failed);
      return;
    }
    boolean exists = quantify.quantifier() == LoweredNode.Quantify.Quantifier.EXISTS;
    Label decided = exists ? yes : no;
    Label otherwise = exists ? no : yes;
    Loop loop = begin(quantify.range(), failed);
    int waiting = emitter.newLocal(StackKind.OBJECT);
    emitter.storeNull(waiting);
    Label problem = new Label();
    head(loop);
    new BranchEmitter(emitter)
        .branch(
            quantify.predicate(),
            exists ? decided : loop.next(),
            exists ? loop.next() : decided,
            problem);
    code.visitLabel(problem);
    keepFirst(waiting, loop.next());
    tail(loop);
    emitter.loadObject(waiting);
    code.visitJumpInsn(IFNULL, otherwise);
    emitter.loadObject(waiting);
    emitter.fail(failed);
  }

  private void keepFirst(int waiting, Label next) {
    emitter.loadObject(waiting);
    code.visitJumpInsn(IFNONNULL, next);
    emitter.loadProblem();
    emitter.storeObject(waiting);
    code.visitJumpInsn(GOTO, next);
  }

  private void one(LoweredNode.Quantify quantify, Label yes, Label no, Label failed) {
    Loop loop = begin(quantify.range(), failed);
    int count = emitter.newLocal(StackKind.BOOL);
    code.visitInsn(ICONST_0);
    emitter.store(StackKind.BOOL, count);
    Label holds = new Label();
    head(loop);
    new BranchEmitter(emitter).branch(quantify.predicate(), holds, loop.next(), failed);
    code.visitLabel(holds);
    code.visitIincInsn(count, 1);
    tail(loop);
    emitter.load(StackKind.BOOL, count);
    code.visitInsn(ICONST_1);
    code.visitJumpInsn(IF_ICMPEQ, yes);
    code.visitJumpInsn(GOTO, no);
  }

  void collect(LoweredNode.Collect collect, Label failed) {
    Loop loop = begin(collect.range(), failed);
    int collected = emitter.newLocal(StackKind.OBJECT);
    code.visitTypeInsn(NEW, ARRAY_LIST);
    code.visitInsn(DUP);
    code.visitMethodInsn(INVOKESPECIAL, ARRAY_LIST, "<init>", "()V", false);
    emitter.storeObject(collected);
    head(loop);
    Label take = new Label();
    if (collect.predicate().isPresent()) {
      new BranchEmitter(emitter).branch(collect.predicate().get(), take, loop.next(), failed);
    }
    code.visitLabel(take);
    new ValueEmitter(emitter).value(collect.transform(), failed);
    emitter.box(collect.transform().kind());
    int item = emitter.newLocal(StackKind.OBJECT);
    emitter.storeObject(item);
    emitter.loadObject(collected);
    code.visitTypeInsn(CHECKCAST, ARRAY_LIST);
    emitter.loadObject(item);
    emitter.virtual(ARRAY_LIST, "add", "(" + Names.OBJECT + ")Z");
    code.visitInsn(POP);
    tail(loop);
    emitter.loadObject(collected);
  }
}
