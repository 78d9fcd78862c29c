package dev.portreeve.sidecar.testing;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.type.Structure;
import dev.portreeve.sidecar.check.Batch;
import dev.portreeve.sidecar.check.BatchBuilder;
import dev.portreeve.sidecar.check.BatchItem;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * All that a frame or a batch says as text, so that two ways to decode a request can be compared.
 */
public final class FrameText {
  private FrameText() {}

  public static String of(Frame frame) {
    StringJoiner text = new StringJoiner("\n");
    text.add(frame.subjectType() + " " + frame.subjectId());
    text.add(frame.actionName());
    text.add(frame.resourceType() + " " + frame.resourceId());
    for (Fact fact : frame.schema().facts()) {
      Object value = frame.value(fact.slot());
      if (value != null) {
        text.add(fact.path() + " = " + of(value));
      }
    }
    return text.toString();
  }

  /** All that a batch says, item by item; of one that is refused only that it is. */
  public static List<String> of(BatchBuilder.Request request) {
    return request instanceof BatchBuilder.Request.Several several
        ? of(several.batch())
        : List.of(of(((BatchBuilder.Request.One) request).frame()));
  }

  /** All that a batch says, item by item; of one that is refused only that it is. */
  public static List<String> of(Batch batch) {
    List<String> texts = new ArrayList<>(List.of(batch.options().toString()));
    for (BatchItem item : batch.items()) {
      texts.add(item instanceof BatchItem.Question question ? of(question.frame()) : "refused");
    }
    return texts;
  }

  private static String of(Object value) {
    if (value instanceof Structure structure) {
      StringJoiner fields = new StringJoiner(", ", "{", "}");
      for (int i = 0; i < structure.type().fields().size(); i++) {
        Object field = structure.value(i);
        fields.add(structure.has(i) + " " + (field == null ? "-" : of(field)));
      }
      return fields.toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(FrameText::of).toList().toString();
    }
    return value.getClass().getSimpleName() + " " + value;
  }
}
