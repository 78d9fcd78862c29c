package dev.portreeve.engine.compiled;

import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DLOAD;
import static org.objectweb.asm.Opcodes.DSTORE;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IFNONNULL;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.LSTORE;
import static org.objectweb.asm.Opcodes.POP;

import dev.portreeve.engine.facts.FactProblem;
import java.util.IdentityHashMap;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Writes the code of one method: locals, constants and problems; {@link ValueEmitter} and {@link
 * Branches} write expressions with it.
 *
 * <p>Local 0 is the frame, 1 the team (null when none is known), 2 the problem met last.
 */
final class Emitter {
  /*
   * A problem is a value that travels by jumps: whoever meets one stores it in local 2 and goes to
   * the label it was given, where the operand stack is as it was at the start of the statement:
   * empty. Therefore an operand that can fail is never evaluated while another lies on the stack.
   */
  private static final int FRAME = 0;
  private static final int TEAM = 1;
  private static final int PROBLEM = 2;

  private final MethodVisitor code;
  private final ConstantPool constants;
  private final PolicyScope scope;
  private final UseCounts uses;
  private final IdentityHashMap<LocalVariable, Slots> slots = new IdentityHashMap<>();
  private int next = 3;

  /** Where a variable is kept, and the problem its computation met. */
  private record Slots(int value, int problem) {}

  Emitter(MethodVisitor code, ConstantPool constants, PolicyScope scope, UseCounts uses) {
    this.code = code;
    this.constants = constants;
    this.scope = scope;
    this.uses = uses;
    code.visitInsn(ACONST_NULL);
    code.visitVarInsn(ASTORE, PROBLEM);
  }

  MethodVisitor code() {
    return code;
  }

  PolicyScope scope() {
    return scope;
  }

  /** Whether a memo is used in one place only, and so is worked out there. */
  boolean isInlined(LocalVariable var) {
    return uses.count(var) <= 1;
  }

  /** What is worked out in the place of a node: a memo used there only stands for its value. */
  LoweredNode inlined(LoweredNode node) {
    if (node instanceof LoweredNode.Local local && isInlined(local.var())) {
      return scope.memo(local.var()).map(memo -> inlined(memo.value())).orElse(node);
    }
    return node;
  }

  // operands

  void frame() {
    code.visitVarInsn(ALOAD, FRAME);
  }

  void team() {
    code.visitVarInsn(ALOAD, TEAM);
  }

  void constant(Object object, Class<?> type) {
    constants.load(code, object, Names.descriptor(type));
  }

  // locals

  int newLocal(StackKind kind) {
    int local = next;
    next += kind == StackKind.INT || kind == StackKind.DOUBLE ? 2 : 1;
    return local;
  }

  void store(StackKind kind, int local) {
    code.visitVarInsn(
        switch (kind) {
          case BOOL -> ISTORE;
          case INT -> LSTORE;
          case DOUBLE -> DSTORE;
          case STRING, OBJECT -> ASTORE;
        },
        local);
  }

  void load(StackKind kind, int local) {
    code.visitVarInsn(
        switch (kind) {
          case BOOL -> ILOAD;
          case INT -> LLOAD;
          case DOUBLE -> DLOAD;
          case STRING, OBJECT -> ALOAD;
        },
        local);
  }

  void storeObject(int local) {
    code.visitVarInsn(ASTORE, local);
  }

  void loadObject(int local) {
    code.visitVarInsn(ALOAD, local);
  }

  void storeNull(int local) {
    code.visitInsn(ACONST_NULL);
    code.visitVarInsn(ASTORE, local);
  }

  // variables

  /** Keeps the value on the stack under the variable. */
  void bind(LocalVariable var) {
    store(var.kind(), slotsOf(var).value());
  }

  /** The variable's value; goes to {@code failed} when its computation met a problem. */
  void read(LocalVariable var, Label failed) {
    Slots at = slotsOf(var);
    if (var.fails()) {
      Label good = new Label();
      loadObject(at.problem());
      code.visitJumpInsn(org.objectweb.asm.Opcodes.IFNULL, good);
      loadObject(at.problem());
      fail(failed);
      code.visitLabel(good);
    }
    load(var.kind(), at.value());
  }

  private Slots slotsOf(LocalVariable var) {
    return slots.computeIfAbsent(
        var, v -> new Slots(newLocal(v.kind()), v.fails() ? newLocal(StackKind.OBJECT) : -1));
  }

  /** Works out a value under its name; what it meets counts at once, or where the name is read. */
  void let(LoweredNode.Let let, Label failed) {
    if (let.var().fails()) {
      remember(new PolicyScope.Memo(let.var(), let.value()));
    } else {
      new ValueEmitter(this).value(let.value(), failed);
      bind(let.var());
    }
  }

  /** Works a memo out and keeps its value, or the problem met. */
  void remember(PolicyScope.Memo memo) {
    Slots at = slotsOf(memo.var());
    Label failed = new Label();
    Label done = new Label();
    new ValueEmitter(this).value(memo.value(), failed);
    bind(memo.var());
    if (!memo.var().fails()) {
      return;
    }
    storeNull(at.problem());
    code.visitJumpInsn(GOTO, done);
    code.visitLabel(failed);
    loadProblem();
    storeObject(at.problem());
    switch (memo.var().kind()) {
      case BOOL -> code.visitInsn(org.objectweb.asm.Opcodes.ICONST_0);
      case INT -> code.visitInsn(org.objectweb.asm.Opcodes.LCONST_0);
      case DOUBLE -> code.visitInsn(org.objectweb.asm.Opcodes.DCONST_0);
      case STRING, OBJECT -> code.visitInsn(ACONST_NULL);
    }
    bind(memo.var());
    code.visitLabel(done);
  }

  // problems

  void loadProblem() {
    code.visitVarInsn(ALOAD, PROBLEM);
  }

  /** Meets the problem on the stack. */
  void fail(Label failed) {
    code.visitVarInsn(ASTORE, PROBLEM);
    code.visitJumpInsn(GOTO, failed);
  }

  void fail(FactProblem problem, Label failed) {
    constant(problem, Object.class);
    fail(failed);
  }

  /** Goes on when a team is known, else meets the problem of that. */
  void requireTeam(Label failed) {
    Label known = new Label();
    team();
    code.visitJumpInsn(IFNONNULL, known);
    frame();
    constant(FactProblem.missing(scope.teamPath()), FactProblem.class);
    ops("noTeam", "(L" + Names.FRAME + ";L" + Names.PROBLEM + ";)" + Names.OBJECT);
    fail(failed);
    code.visitLabel(known);
  }

  /** The object on the stack, unless it is null, which means that what should make it failed. */
  void requireMade(Label failed) {
    Label made = new Label();
    code.visitInsn(org.objectweb.asm.Opcodes.DUP);
    code.visitJumpInsn(IFNONNULL, made);
    code.visitInsn(POP);
    fail(FactProblem.FAILURE, failed);
    code.visitLabel(made);
  }

  /** The object on the stack, unless it is a problem. */
  void requireNoProblem(Label failed) {
    Label good = new Label();
    code.visitInsn(org.objectweb.asm.Opcodes.DUP);
    code.visitTypeInsn(org.objectweb.asm.Opcodes.INSTANCEOF, Names.PROBLEM);
    code.visitJumpInsn(org.objectweb.asm.Opcodes.IFEQ, good);
    fail(failed);
    code.visitLabel(good);
  }

  // calls and casts

  void ops(String method, String descriptor) {
    code.visitMethodInsn(INVOKESTATIC, Names.OPS, method, descriptor, false);
  }

  void virtual(String owner, String method, String descriptor) {
    code.visitMethodInsn(INVOKEVIRTUAL, owner, method, descriptor, false);
  }

  /** Turns the object on the stack into a value of the kind. */
  void unbox(StackKind kind) {
    switch (kind) {
      case BOOL -> unbox("java/lang/Boolean", "booleanValue", "()Z");
      case INT -> unbox("java/lang/Long", "longValue", "()J");
      case DOUBLE -> unbox("java/lang/Double", "doubleValue", "()D");
      case STRING -> code.visitTypeInsn(CHECKCAST, "java/lang/String");
      case OBJECT -> {}
    }
  }

  private void unbox(String owner, String method, String descriptor) {
    code.visitTypeInsn(CHECKCAST, owner);
    virtual(owner, method, descriptor);
  }

  /** Turns the value of the kind on the stack into an object. */
  void box(StackKind kind) {
    switch (kind) {
      case BOOL -> box("java/lang/Boolean", "(Z)Ljava/lang/Boolean;");
      case INT -> box("java/lang/Long", "(J)Ljava/lang/Long;");
      case DOUBLE -> box("java/lang/Double", "(D)Ljava/lang/Double;");
      case STRING, OBJECT -> {}
    }
  }

  private void box(String owner, String descriptor) {
    code.visitMethodInsn(INVOKESTATIC, owner, "valueOf", descriptor, false);
  }
}
