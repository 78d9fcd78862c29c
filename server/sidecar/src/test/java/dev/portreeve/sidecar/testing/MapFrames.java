package dev.portreeve.sidecar.testing;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.sidecar.check.AnswerDetail;
import dev.portreeve.sidecar.check.BatchBuilder;
import dev.portreeve.sidecar.check.BatchOptions.Defaults;
import dev.portreeve.sidecar.check.BatchSemantic;
import dev.portreeve.sidecar.check.FrameBuilder;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Makes frames of requests that a library's parser has turned into maps and lists: what the
 * server's own decoders are compared with.
 *
 * @param symbols of the schema
 * @param limits for nesting and items
 */
public record MapFrames(SymbolTable symbols, Limits limits) {
  /** Stands for a value that a message left out. */
  public static final Object NO_VALUE = new Object();

  /** All that a check says. */
  public String check(Map<?, ?> request) throws RequestRefused {
    FrameBuilder frame = FrameBuilder.ofCheck(symbols, Instant.EPOCH, limits.unknownFacts());
    parts(frame, request, 1);
    return FrameText.of(frame.complete());
  }

  /** All that a batch says; of an item that is refused only that it is. */
  public List<String> batch(Map<?, ?> request) throws RequestRefused {
    BatchBuilder batch = new BatchBuilder(symbols, Instant.EPOCH, limits);
    FrameBuilder defaults = batch.defaults();
    for (Map.Entry<?, ?> member : request.entrySet()) {
      switch ((String) member.getKey()) {
        case "evaluations" -> items(batch, member.getValue());
        case "options" -> options(batch, member.getValue());
        default -> parts(defaults, Map.of(member.getKey(), member.getValue()), 1);
      }
    }
    return FrameText.of(batch.complete());
  }

  private void items(BatchBuilder batch, Object items) throws RequestRefused {
    if (!(items instanceof List<?> list)) {
      throw MalformedRequest.illTyped("evaluations", "a list");
    }
    for (Object item : list) {
      FrameBuilder frame = batch.item();
      if (item instanceof Map<?, ?> parts) {
        parts(frame, parts, 3);
      } else {
        frame.refuse(MalformedRequest.illTyped(frame.path(), "an object"));
      }
    }
  }

  private void options(BatchBuilder batch, Object options) throws RequestRefused {
    if (!(options instanceof Map<?, ?> map) || depth(map) + 1 > limits.nesting()) {
      throw MalformedRequest.illTyped("options", "an object");
    }
    if (map.containsKey("evaluations_semantic")) {
      String semantic = String.valueOf(map.get("evaluations_semantic"));
      batch.options(
          batch
              .options()
              .with(
                  BatchSemantic.of(semantic)
                      .orElseThrow(() -> MalformedRequest.illTyped("options", semantic))));
    }
    if (map.containsKey("merge_defaults")) {
      if (!(map.get("merge_defaults") instanceof Boolean merge)) {
        throw MalformedRequest.illTyped("options", "a truth");
      }
      batch.options(batch.options().with(merge ? Defaults.MERGED : Defaults.REPLACED));
    }
    if (map.containsKey("context")) {
      String detail = String.valueOf(map.get("context"));
      batch.options(
          batch
              .options()
              .with(
                  AnswerDetail.of(detail)
                      .orElseThrow(() -> MalformedRequest.illTyped("options", detail))));
    }
  }

  private void parts(FrameBuilder frame, Map<?, ?> parts, int depth) throws RequestRefused {
    boolean whole = frame.path().isEmpty();
    for (Map.Entry<?, ?> member : parts.entrySet()) {
      boolean tooDeep = depth + depth(member.getValue()) > limits.nesting();
      Entity part = null;
      for (Entity entity : Entity.values()) {
        part = entity.variable().equals(member.getKey()) ? entity : part;
      }
      if (part != null) {
        boolean unused = frame.begin(part);
        part(frame, part, member.getValue());
      }
      RequestTooLarge problem = RequestTooLarge.nesting("", limits.nesting());
      if (tooDeep && part != null) {
        frame.refuse(part, problem);
      } else if (tooDeep && whole) {
        throw problem;
      } else if (tooDeep) {
        frame.refuse(problem);
      }
    }
  }

  private void part(FrameBuilder frame, Entity part, Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      frame.illTyped(part, "", "an object");
    } else if (part == Entity.CONTEXT) {
      facts(frame, part, members);
    } else {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        member(frame, part, (String) member.getKey(), member.getValue());
      }
    }
  }

  private void member(FrameBuilder frame, Entity part, String name, Object value) {
    boolean action = part == Entity.ACTION;
    if (name.equals("properties")) {
      if (value instanceof Map<?, ?> members) {
        facts(frame, part, members);
      } else {
        frame.illTyped(part, name, "an object");
      }
    } else if (action ? name.equals("name") : name.equals("type") || name.equals("id")) {
      if (!(value instanceof String text)) {
        frame.illTyped(part, name, "a string");
      } else if (action) {
        frame.name(text);
      } else if (name.equals("id")) {
        frame.id(part, text);
      } else {
        frame.type(part, text);
      }
    }
  }

  private void facts(FrameBuilder frame, Entity part, Map<?, ?> members) {
    for (Map.Entry<?, ?> member : members.entrySet()) {
      int slot = slot(part, (String) member.getKey());
      if (part == Entity.CONTEXT && member.getKey().equals(Schema.APPROVAL)) {
        continue; // what is found out of it is the fact of that name
      }
      if (slot >= 0 && member.getValue() == NO_VALUE) {
        frame.refuse(part, MalformedRequest.missing(frame.path(slot)));
      } else if (slot >= 0) {
        frame.fact(slot, member.getValue());
      }
    }
  }

  private int slot(Entity part, String name) {
    return symbols.schema().slot(part, name);
  }

  /** How many objects and lists stand in one another. */
  private static int depth(Object value) {
    int inner = 0;
    if (value instanceof Map<?, ?> map) {
      for (Object member : map.values()) {
        inner = Math.max(inner, depth(member));
      }
      return inner + 1;
    }
    if (value instanceof List<?> list) {
      for (Object element : list) {
        inner = Math.max(inner, depth(element));
      }
      return inner + 1;
    }
    return 0;
  }
}
