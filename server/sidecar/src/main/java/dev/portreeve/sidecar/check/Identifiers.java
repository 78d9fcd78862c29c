package dev.portreeve.sidecar.check;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;

/** The types, ids and names of the parts of a check. */
final class Identifiers {
  private Identifiers() {}

  /**
   * Refuses a part that lacks one.
   *
   * @param path of the part
   * @param sought whether a search seeks it, which then has no id
   */
  static void expect(Frame frame, Entity part, String path, boolean sought)
      throws MalformedRequest {
    switch (part) {
      case SUBJECT -> expect(path, frame.subjectType(), frame.subjectId(), sought);
      case ACTION -> expectFilled(path + ".name", frame.actionName());
      case RESOURCE -> expect(path, frame.resourceType(), frame.resourceId(), sought);
      case CONTEXT -> {}
    }
  }

  private static void expect(String path, String type, String id, boolean sought)
      throws MalformedRequest {
    expectFilled(path + ".type", type);
    if (!sought) {
      expectFilled(path + ".id", id);
    }
  }

  private static void expectFilled(String path, String value) throws MalformedRequest {
    if (value.isEmpty()) {
      throw MalformedRequest.missing(path);
    }
  }

  /** Takes those of a part over from another frame that are not given here. */
  static void takeMissing(Frame frame, Entity part, Frame other) {
    switch (part) {
      case SUBJECT ->
          frame.subject(
              or(frame.subjectType(), other.subjectType()),
              or(frame.subjectId(), other.subjectId()));
      case ACTION -> frame.action(or(frame.actionName(), other.actionName()));
      case RESOURCE ->
          frame.resource(
              or(frame.resourceType(), other.resourceType()),
              or(frame.resourceId(), other.resourceId()));
      case CONTEXT -> {}
    }
  }

  private static String or(String own, String other) {
    return own.isEmpty() ? other : own;
  }
}
