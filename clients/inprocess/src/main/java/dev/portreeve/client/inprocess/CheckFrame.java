package dev.portreeve.client.inprocess;

import dev.portreeve.client.Check;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Schema;
import java.time.Instant;
import java.util.Map;

/** Makes the engine's frame of a check. Facts that the schema does not declare are ignored. */
final class CheckFrame {
  private CheckFrame() {}

  static Frame of(Schema schema, Check check) {
    Frame frame =
        Frame.of(schema, Instant.now())
            .subject(check.subject().type(), check.subject().id())
            .action(check.action().name())
            .resource(check.resource().type(), check.resource().id());
    take(frame, Entity.SUBJECT, check.subject().properties());
    take(frame, Entity.ACTION, check.action().properties());
    take(frame, Entity.RESOURCE, check.resource().properties());
    take(frame, Entity.CONTEXT, check.context());
    return frame;
  }

  private static void take(Frame frame, Entity entity, Map<String, Object> facts) {
    for (Map.Entry<String, Object> fact : facts.entrySet()) {
      frame.fact(entity, fact.getKey(), fact.getValue());
    }
  }
}
