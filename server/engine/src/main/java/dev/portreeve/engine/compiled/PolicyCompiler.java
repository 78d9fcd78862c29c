package dev.portreeve.engine.compiled;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.V17;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.describe.ExpressionPlace;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.Environment;
import dev.portreeve.engine.lang.Guards;
import dev.portreeve.engine.lang.MessageResolver;
import dev.portreeve.engine.lang.Messages;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.RuleTree;
import dev.portreeve.engine.oracle.OracleSet;
import dev.portreeve.engine.schema.Schema;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/** Compiles the policies of one set into the JVM's own code. */
public final class PolicyCompiler {
  /*
   * HotSpot leaves methods above 8,000 bytes of code to its interpreter; a policy that grows that
   * large is better off with what follows from saying so.
   */
  private static final int MAX_CODE = 8_000;

  /* The time that stack maps take grows faster than the code; this keeps it to moments. */
  private static final int MAX_NODES = 1_500;

  private static final String DEFINITIONS = "definitions.yaml";

  private final Schema schema;
  private final Environment environment;
  private final Messages messages;
  private final StructAccess structs;

  public PolicyCompiler(Schema schema, Environment environment, Messages messages) {
    this.schema = schema;
    this.environment = environment;
    this.messages = messages;
    this.structs = new StructAccess(schema);
  }

  /** What came of compiling a policy. */
  public sealed interface Result {
    /**
     * It compiles.
     *
     * @param policy runnable
     */
    record Compiled(CompiledPolicy policy) implements Result {}

    /**
     * It is left to cel-java's runtime.
     *
     * @param reason what the compiler does not support
     */
    record Fallback(String reason) implements Result {}
  }

  /**
   * Compiles one policy.
   *
   * @param guards what of the set's guards concerns the policy's action
   */
  public Result compile(RuleTree guards, Policy policy) {
    try {
      return new Result.Compiled(compileOrThrow(guards, policy));
    } catch (Unsupported e) {
      return new Result.Fallback(String.valueOf(e.getMessage()));
    }
  }

  private CompiledPolicy compileOrThrow(RuleTree guards, Policy policy) throws Unsupported {
    PolicyScope scope = new PolicyScope(schema, environment, structs, policy.name());
    MessageResolver speaker = new MessageResolver(policy.name(), messages);
    LoweredRule before = lower(guards, scope);
    scope.forgetVariables();
    LoweredRule rule = before.then(lower(policy.tree(), scope));
    Writing writing = new Writing(scope, speaker, rule);
    return writing.write();
  }

  /**
   * A policy as it is told as a condition on what a check leaves open.
   *
   * @param guards of the set
   * @param about what the guards say of the policy's action
   * @param oracle evaluates what is not compiled
   * @throws NotExpressible when the policy as a whole cannot be taken apart
   */
  public PartialPolicy partial(Guards guards, RuleTree about, Policy policy, OracleSet oracle)
      throws NotExpressible {
    Origins origins = new Origins();
    guards.document().ifPresent(document -> origins.file(about, document.file()));
    origins.file(policy.tree(), policy.file());
    for (Definition definition : environment.definitions()) {
      origins.place(definition.ast(), ExpressionPlace.fixed(DEFINITIONS, definition.position()));
    }
    PolicyScope scope =
        new PolicyScope(schema, environment, structs, policy.name(), Optional.of(origins));
    try {
      LoweredRule before = lower(about, scope);
      scope.forgetVariables();
      LoweredRule rule = before.then(lower(policy.tree(), scope));
      MessageResolver speaker = new MessageResolver(policy.name(), messages);
      return new PartialPolicy(scope, rule, speaker, new ForeignExpressions(oracle));
    } catch (Unsupported e) {
      throw new NotExpressible(String.valueOf(e.getMessage()));
    }
  }

  LoweredRule lower(RuleTree tree, PolicyScope scope) throws Unsupported {
    for (RuleTree.Variable variable : tree.variables()) {
      scope.declare(variable.name(), variable.ast());
    }
    List<LoweredRule.Match> matches = new ArrayList<>();
    for (RuleTree.Match match : tree.matches()) {
      Optional<LoweredNode> condition = Optional.empty();
      if (match.condition().isPresent()) {
        condition =
            Optional.of(new Lowering(scope, match.condition().get(), java.util.Map.of()).lower());
      }
      if (match.result() instanceof RuleTree.Result.Output output) {
        LoweredNode node = new Lowering(scope, output.ast(), java.util.Map.of()).lower();
        LoweredRule.Match lowered =
            new LoweredRule.Match(condition, Optional.of(node), Optional.empty());
        scope.origins().ifPresent(origins -> origins.note(lowered, match));
        matches.add(lowered);
      } else if (match.result() instanceof RuleTree.Result.Nested nested) {
        LoweredRule inner = lower(nested.rule(), scope);
        matches.add(new LoweredRule.Match(condition, Optional.empty(), Optional.of(inner)));
      }
    }
    return new LoweredRule(matches);
  }

  /** The writing of one class. */
  private static final class Writing {
    private static final String NAME = "dev/portreeve/engine/compiled/Compiled";
    private static final String RULE = "rule";
    private static final MethodType RUN =
        MethodType.methodType(Object.class, Frame.class, Team.class);

    private final PolicyScope scope;
    private final MessageResolver speaker;
    private final LoweredRule rule;
    private final UseCounts uses;
    private final ConstantPool constants = new ConstantPool(NAME);
    private final ClassWriter writer = new PolicyClassWriter();
    private int outputs;

    Writing(PolicyScope scope, MessageResolver speaker, LoweredRule rule) {
      this.scope = scope;
      this.speaker = speaker;
      this.rule = rule;
      this.uses = new UseCounts(scope);
      count(rule);
    }

    private void count(LoweredRule counted) {
      for (LoweredRule.Match match : counted.matches()) {
        match.condition().ifPresent(uses::add);
        match.output().ifPresent(uses::add);
        match.nested().ifPresent(this::count);
      }
    }

    CompiledPolicy write() throws Unsupported {
      if (uses.nodes() > MAX_NODES) {
        throw new Unsupported("a policy of " + uses.nodes() + " expressions");
      }
      writer.visit(V17, ACC_FINAL | ACC_SUPER, NAME, null, "java/lang/Object", null);
      CodeSizeEvaluator code =
          new CodeSizeEvaluator(
              writer.visitMethod(ACC_PRIVATE | ACC_STATIC, RULE, Names.RUN, null, null));
      code.visitCode();
      rule(rule, new Emitter(code, constants, scope, uses), new HashSet<>());
      code.visitMaxs(0, 0);
      code.visitEnd();
      if (code.getMaxSize() > MAX_CODE) {
        throw new Unsupported("a policy of " + code.getMaxSize() + " bytes of code");
      }
      constants.write(writer);
      writer.visitEnd();
      return define(writer.toByteArray());
    }

    private void rule(LoweredRule written, Emitter emitter, Set<LocalVariable> known) {
      MethodVisitor code = emitter.code();
      for (LoweredRule.Match match : written.matches()) {
        Label holds = new Label();
        Label next = new Label();
        Label failed = new Label();
        match.condition().ifPresent(condition -> remember(condition, emitter, known));
        if (match.condition().isPresent()) {
          new BranchEmitter(emitter).branch(match.condition().get(), holds, next, failed);
          code.visitLabel(failed);
          emitter.loadProblem();
          code.visitInsn(ARETURN);
        }
        code.visitLabel(holds);
        match.output().ifPresent(output -> output(output, emitter));
        match.nested().ifPresent(nested -> rule(nested, emitter, new HashSet<>(known)));
        code.visitLabel(next);
        if (match.condition().isEmpty() && decides(match)) {
          return;
        }
      }
      // left only when the rule is nested and none of its matches holds
    }

    private static boolean decides(LoweredRule.Match match) {
      return match.nested().map(LoweredRule::alwaysDecides).orElse(true);
    }

    private void remember(LoweredNode node, Emitter emitter, Set<LocalVariable> known) {
      for (PolicyScope.Memo memo : uses.needed(node)) {
        if (known.add(memo.var())) {
          emitter.remember(memo);
        }
      }
    }

    private void output(LoweredNode output, Emitter emitter) {
      MethodVisitor code = emitter.code();
      if (output instanceof LoweredNode.Const known) {
        emitter.constant(speaker.speak((Decision) known.value()), Object.class);
        code.visitInsn(ARETURN);
        return;
      }
      // in a method of its own: what is computed once a match has held is not on the hot path
      String name = "output" + outputs++;
      emitter.frame();
      emitter.team();
      code.visitMethodInsn(INVOKESTATIC, NAME, name, Names.RUN, false);
      code.visitInsn(ARETURN);
      computed(name, output);
    }

    private void computed(String name, LoweredNode output) {
      MethodVisitor code =
          writer.visitMethod(ACC_PRIVATE | ACC_STATIC, name, Names.RUN, null, null);
      code.visitCode();
      UseCounts here = new UseCounts(scope);
      here.add(output);
      Emitter emitter = new Emitter(code, constants, scope, here);
      here.needed(output).forEach(emitter::remember);
      Label failed = new Label();
      new OutputLowering(emitter, speaker).decision(output, failed);
      code.visitInsn(ARETURN);
      code.visitLabel(failed);
      emitter.loadProblem();
      code.visitInsn(ARETURN);
      code.visitMaxs(0, 0);
      code.visitEnd();
    }

    private CompiledPolicy define(byte[] bytes) {
      try {
        MethodHandles.Lookup lookup =
            MethodHandles.lookup().defineHiddenClassWithClassData(bytes, constants.objects(), true);
        MethodHandle entry = lookup.findStatic(lookup.lookupClass(), RULE, RUN);
        return new CompiledPolicy(entry, speaker, constants.objects());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a generated class cannot be made", e);
      }
    }
  }
}
