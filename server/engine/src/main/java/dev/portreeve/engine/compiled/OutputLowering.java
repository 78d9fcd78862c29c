package dev.portreeve.engine.compiled;

import static org.objectweb.asm.Opcodes.GOTO;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.lang.Builtin;
import dev.portreeve.engine.lang.MessageResolver;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;

/**
 * Writes code that leaves a match's decision, in the words of its policy and with all it carries.
 *
 * <p>What a chain of {@code oblige} and {@code advise} adds is gathered first, lists of lists
 * included, so that one decision is made at its end and none in between.
 */
final class OutputLowering {
  private final Emitter emitter;
  private final MessageResolver speaker;

  OutputLowering(Emitter emitter, MessageResolver speaker) {
    this.emitter = emitter;
    this.speaker = speaker;
  }

  /** What a decision carries. */
  private enum Part {
    OBLIGATIONS,
    ADVICE
  }

  /** The locals in which a chain keeps what it adds: single ones and lists. */
  private record Chain(Map<Part, List<Integer>> kept) {
    static Chain empty() {
      Map<Part, List<Integer>> kept = new EnumMap<>(Part.class);
      for (Part part : Part.values()) {
        kept.put(part, new ArrayList<>());
      }
      return new Chain(kept);
    }

    List<Integer> of(Part part) {
      return kept.getOrDefault(part, List.of());
    }
  }

  /** Leaves the decision; the stack must be empty. */
  void decision(LoweredNode node, Label failed) {
    LoweredNode output = emitter.inlined(node);
    if (output instanceof LoweredNode.Const known) {
      emitter.constant(speaker.speak((Decision) known.value()), Object.class);
    } else if (output instanceof LoweredNode.Let let) {
      emitter.let(let, failed);
      decision(let.body(), failed);
    } else if (output instanceof LoweredNode.If choice) {
      choice(choice, failed);
    } else if (isLink(output)) {
      chain(output, failed);
    } else {
      new ValueEmitter(emitter).value(output, failed);
      emitter.constant(speaker, MessageResolver.class);
      emitter.ops(
          "speak",
          "(" + Names.OBJECT + Names.descriptor(MessageResolver.class) + ")" + Names.OBJECT);
    }
  }

  private void choice(LoweredNode.If choice, Label failed) {
    Label then = new Label();
    Label otherwise = new Label();
    Label done = new Label();
    new BranchEmitter(emitter).branch(choice.condition(), then, otherwise, failed);
    emitter.code().visitLabel(then);
    decision(choice.then(), failed);
    emitter.code().visitJumpInsn(GOTO, done);
    emitter.code().visitLabel(otherwise);
    decision(choice.otherwise(), failed);
    emitter.code().visitLabel(done);
  }

  private static boolean isLink(LoweredNode node) {
    return node instanceof LoweredNode.Invoke invoke
        && switch (invoke.builtin()) {
          case OBLIGE, OBLIGE_ALL, ADVISE, ADVISE_ALL -> true;
          default -> false;
        };
  }

  private void chain(LoweredNode last, Label failed) {
    Chain chain = Chain.empty();
    int base = links(last, chain, failed);
    ValueEmitter values = new ValueEmitter(emitter);
    emitter.loadObject(base);
    values.array(chain.of(Part.OBLIGATIONS));
    values.array(chain.of(Part.ADVICE));
    emitter.ops("amended", "(" + Names.OBJECT + Names.ARRAY + Names.ARRAY + ")" + Names.OBJECT);
  }

  /** Works out a chain from its first link on; the local that keeps the decision it amends. */
  private int links(LoweredNode node, Chain chain, Label failed) {
    LoweredNode output = emitter.inlined(node);
    if (!isLink(output)) {
      decision(output, failed);
      int base = emitter.newLocal(StackKind.OBJECT);
      emitter.storeObject(base);
      return base;
    }
    LoweredNode.Invoke link = (LoweredNode.Invoke) output;
    int base = links(link.arguments().get(0), chain, failed);
    boolean obliges = link.builtin() == Builtin.OBLIGE || link.builtin() == Builtin.OBLIGE_ALL;
    keep(link.arguments().get(1), chain.of(obliges ? Part.OBLIGATIONS : Part.ADVICE), failed);
    return base;
  }

  private void keep(LoweredNode node, List<Integer> kept, Label failed) {
    LoweredNode added = emitter.inlined(node);
    if (added instanceof LoweredNode.ListOf list) {
      list.items().forEach(item -> keep(item, kept, failed));
    } else if (added instanceof LoweredNode.Call call
        && call.method() == RuntimeSupport.Method.CONCAT_LISTS) {
      call.arguments().forEach(list -> keep(list, kept, failed));
    } else if (added instanceof LoweredNode.Let let) {
      emitter.let(let, failed);
      keep(let.body(), kept, failed);
    } else {
      new ValueEmitter(emitter).value(added, failed);
      int local = emitter.newLocal(StackKind.OBJECT);
      emitter.storeObject(local);
      kept.add(local);
    }
  }
}
