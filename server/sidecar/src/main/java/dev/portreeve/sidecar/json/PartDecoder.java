package dev.portreeve.sidecar.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.sidecar.check.MalformedRequest;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the four parts of a check straight into the slots of a frame. Members that the schema
 * does not declare are read over.
 */
final class PartDecoder {
  private static final Entity[] REQUIRED = {Entity.SUBJECT, Entity.ACTION, Entity.RESOURCE};

  private PartDecoder() {}

  /**
   * Decodes the member that the parser stands at, if it is one of the four parts, and reads over it
   * otherwise.
   *
   * @param name the member's
   * @param frame takes the part, in place of what it held of it
   * @param given where the part is noted
   */
  static void member(String name, JsonParser parser, Frame frame, Set<Entity> given)
      throws IOException, MalformedRequest {
    Entity part = part(name);
    if (part == null) {
      parser.skipChildren();
      return;
    }
    frame.clear(part);
    switch (part) {
      case SUBJECT -> party(parser, frame, Entity.SUBJECT);
      case ACTION -> action(parser, frame);
      case RESOURCE -> party(parser, frame, Entity.RESOURCE);
      case CONTEXT -> facts(parser, frame, Entity.CONTEXT);
    }
    given.add(part);
  }

  /** An empty set for {@link #member} to note parts in. */
  static Set<Entity> none() {
    return EnumSet.noneOf(Entity.class);
  }

  /**
   * Refuses a check that lacks a part.
   *
   * @param prefix of the path, such as {@code evaluations[1].}
   */
  static void expectRequired(Set<Entity> given, String prefix) throws MalformedRequest {
    for (Entity part : REQUIRED) {
      if (!given.contains(part)) {
        throw MalformedRequest.missing(prefix + part.variable());
      }
    }
  }

  static @Nullable Entity part(String name) {
    return switch (name) {
      case "subject" -> Entity.SUBJECT;
      case "action" -> Entity.ACTION;
      case "resource" -> Entity.RESOURCE;
      case "context" -> Entity.CONTEXT;
      default -> null;
    };
  }

  /** A subject or resource, which are written alike. */
  private static void party(JsonParser parser, Frame frame, Entity entity)
      throws IOException, MalformedRequest {
    String type = null;
    String id = null;
    expectObject(parser);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "type" -> type = string(parser);
        case "id" -> id = string(parser);
        case "properties" -> facts(parser, frame, entity);
        default -> parser.skipChildren();
      }
    }
    String knownType = required(type, "type", parser);
    String knownId = required(id, "id", parser);
    if (entity == Entity.SUBJECT) {
      frame.subject(knownType, knownId);
    } else {
      frame.resource(knownType, knownId);
    }
  }

  private static void action(JsonParser parser, Frame frame) throws IOException, MalformedRequest {
    String action = null;
    expectObject(parser);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "name" -> action = string(parser);
        case "properties" -> facts(parser, frame, Entity.ACTION);
        default -> parser.skipChildren();
      }
    }
    frame.action(required(action, "name", parser));
  }

  private static void facts(JsonParser parser, Frame frame, Entity entity)
      throws IOException, MalformedRequest {
    expectObject(parser);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      int slot = frame.schema().slot(entity, name);
      if (slot < 0) {
        parser.skipChildren();
      } else {
        frame.fact(slot, RawValues.read(parser));
      }
    }
  }

  private static void expectObject(JsonParser parser) throws MalformedRequest {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      throw MalformedRequest.illTyped(FieldPath.of(parser), "an object");
    }
  }

  private static String string(JsonParser parser) throws IOException, MalformedRequest {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      throw MalformedRequest.illTyped(FieldPath.of(parser), "a string");
    }
    return RawValues.string(parser);
  }

  /** The value of a member of the object that has just ended. */
  private static String required(@Nullable String value, String member, JsonParser parser)
      throws MalformedRequest {
    if (value == null) {
      String object = FieldPath.of(parser);
      throw MalformedRequest.missing(object.isEmpty() ? member : object + "." + member);
    }
    return value;
  }
}
