package dev.portreeve.engine.compiled;

import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.IFNONNULL;
import static org.objectweb.asm.Opcodes.POP;

import dev.portreeve.engine.facts.FactProblem;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Writes code that reads the team: its attributes, settings and controls. */
final class TeamValues {
  private final Emitter emitter;
  private final MethodVisitor code;

  TeamValues(Emitter emitter) {
    this.emitter = emitter;
    this.code = emitter.code();
  }

  void read(LoweredNode.TeamRead read, Label failed) {
    emitter.requireTeam(failed);
    switch (read.part()) {
      case CONTROL -> ofTeam("control", read.index(), "(I)Z");
      case HAS_SETTING -> ofTeam("hasSetting", read.index(), "(I)Z");
      case HAS_ATTRIBUTE -> {
        if (read.index() < 0) {
          code.visitInsn(ICONST_1);
        } else {
          attributes(read.index(), "has", "(I)Z");
        }
      }
      case ATTRIBUTE -> {
        attributes(read.index(), "value", "(I)" + Names.OBJECT);
        present(read, failed);
      }
      case SETTING -> {
        ofTeam("setting", read.index(), "(I)" + Names.OBJECT);
        present(read, failed);
      }
    }
  }

  private void ofTeam(String method, int index, String descriptor) {
    emitter.team();
    code.visitLdcInsn(index);
    emitter.virtual(Names.TEAM, method, descriptor);
  }

  private void attributes(int index, String method, String descriptor) {
    emitter.team();
    emitter.virtual(Names.TEAM, "attributes", "()L" + Names.STRUCTURE + ";");
    code.visitLdcInsn(index);
    emitter.virtual(Names.STRUCTURE, method, descriptor);
  }

  private void present(LoweredNode.TeamRead read, Label failed) {
    Label given = new Label();
    code.visitInsn(DUP);
    code.visitJumpInsn(IFNONNULL, given);
    code.visitInsn(POP);
    emitter.fail(FactProblem.missing(read.path()), failed);
    code.visitLabel(given);
    emitter.unbox(read.kind());
  }
}
