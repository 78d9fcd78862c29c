package dev.portreeve.sidecar.conversion;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.proto.v1.Action;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.Resource;
import dev.portreeve.proto.v1.Subject;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestTooLarge;
import java.util.Map;

/**
 * Fills the slots of a frame from messages. Properties that the schema does not declare are read
 * over.
 */
final class FrameFiller {
  private final Frame frame;
  private final String prefix;
  private final NestingLimit nesting;

  /**
   * @param frame filled
   * @param prefix of paths in complaints, such as {@code evaluations[1].}
   * @param nesting how deep properties may go
   */
  FrameFiller(Frame frame, String prefix, NestingLimit nesting) {
    this.frame = frame;
    this.prefix = prefix;
    this.nesting = nesting;
  }

  /** Puts the parts that are there in the place of those that the frame holds. */
  void fill(CheckRequest parts) throws MalformedRequest, RequestTooLarge {
    if (parts.hasSubject()) {
      nesting.expectProperties(parts.getSubject().getProperties());
      subject(parts.getSubject());
    }
    if (parts.hasAction()) {
      nesting.expectProperties(parts.getAction().getProperties());
      action(parts.getAction());
    }
    if (parts.hasResource()) {
      nesting.expectProperties(parts.getResource().getProperties());
      resource(parts.getResource());
    }
    if (parts.hasContext()) {
      nesting.expectContext(parts.getContext());
      frame.clear(Entity.CONTEXT);
      facts(Entity.CONTEXT, parts.getContext());
    }
  }

  private void subject(Subject subject) throws MalformedRequest {
    frame.clear(Entity.SUBJECT);
    frame.subject(
        required(subject.getType(), "subject.type"), required(subject.getId(), "subject.id"));
    facts(Entity.SUBJECT, subject.getProperties());
  }

  private void action(Action action) throws MalformedRequest {
    frame.clear(Entity.ACTION);
    frame.action(required(action.getName(), "action.name"));
    facts(Entity.ACTION, action.getProperties());
  }

  private void resource(Resource resource) throws MalformedRequest {
    frame.clear(Entity.RESOURCE);
    frame.resource(
        required(resource.getType(), "resource.type"), required(resource.getId(), "resource.id"));
    facts(Entity.RESOURCE, resource.getProperties());
  }

  /** Refuses a check that lacks a part. */
  void expect(boolean subject, boolean action, boolean resource) throws MalformedRequest {
    if (!subject) {
      throw MalformedRequest.missing(prefix + "subject");
    }
    if (!action) {
      throw MalformedRequest.missing(prefix + "action");
    }
    if (!resource) {
      throw MalformedRequest.missing(prefix + "resource");
    }
  }

  private void facts(Entity entity, Struct properties) throws MalformedRequest {
    for (Map.Entry<String, Value> property : properties.getFieldsMap().entrySet()) {
      int slot = frame.schema().slot(entity, property.getKey());
      if (slot >= 0) {
        String path = prefix + entity.path(property.getKey());
        frame.fact(slot, StructValues.raw(property.getValue(), path));
      }
    }
  }

  private String required(String value, String path) throws MalformedRequest {
    if (value.isEmpty()) {
      throw MalformedRequest.missing(prefix + path);
    }
    return value;
  }
}
