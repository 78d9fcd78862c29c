package dev.portreeve.server.json;

import com.fasterxml.jackson.core.JsonParser;
import dev.portreeve.policy.facts.Frame;
import dev.portreeve.policy.schema.Entity;
import dev.portreeve.policy.schema.Schema;
import dev.portreeve.server.check.Limits;
import dev.portreeve.server.check.MalformedRequest;
import dev.portreeve.server.check.RequestTooLarge;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/** Decodes the body of one check. Safe for use by several threads. */
public final class RequestDecoder {
  private final RequestJson json;

  public RequestDecoder(Limits limits) {
    this.json = new RequestJson(limits);
  }

  /**
   * The check as a frame.
   *
   * @param schema of the snapshot that will decide
   * @param now the moment of the check
   */
  public Frame decode(byte[] body, Schema schema, Instant now)
      throws MalformedRequest, RequestTooLarge {
    Frame frame = Frame.of(schema, now);
    return json.read(body, parser -> decode(parser, frame));
  }

  private static Frame decode(JsonParser parser, Frame frame) throws IOException, MalformedRequest {
    Set<Entity> given = PartDecoder.none();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      PartDecoder.member(name, parser, frame, given);
    }
    PartDecoder.expectRequired(given, "");
    return frame;
  }
}
