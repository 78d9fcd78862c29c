package dev.portreeve.server.json;

import com.fasterxml.jackson.core.JsonParser;
import dev.portreeve.policy.facts.Frame;
import dev.portreeve.policy.schema.Entity;
import dev.portreeve.policy.schema.Schema;
import dev.portreeve.server.check.Limits;
import dev.portreeve.server.check.MalformedRequest;
import dev.portreeve.server.check.RequestTooLarge;
import dev.portreeve.server.vocabulary.GivenParts;
import dev.portreeve.server.vocabulary.NotPlain;
import dev.portreeve.server.vocabulary.Vocabulary;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/** Decodes the body of one check. Safe for use by several threads. */
public final class RequestDecoder {
  private final RequestJson json;
  private final int nesting;

  public RequestDecoder(Limits limits) {
    this.json = new RequestJson(limits);
    this.nesting = limits.nesting();
  }

  /**
   * The check as a frame.
   *
   * @param words of the schema of the snapshot that will decide
   * @param now the moment of the check
   */
  public Frame decode(byte[] body, Vocabulary words, Instant now)
      throws MalformedRequest, RequestTooLarge {
    try {
      return plain(body, body.length, words, now);
    } catch (NotPlain e) {
      return general(body, words.schema(), now);
    }
  }

  /**
   * The check that nearly all bodies are.
   *
   * @param length of the body; what stands behind it in the array is never read
   * @param words as for {@link #decode}
   * @param now the moment of the check
   */
  public Frame plain(byte[] body, int length, Vocabulary words, Instant now) throws NotPlain {
    Frame frame = Frame.of(words.schema(), now);
    PlainJson plain = PlainJson.of(body, length, words, nesting);
    GivenParts.expectRequired(new PlainParts(plain).parts(frame, 0, 0));
    plain.end();
    return frame;
  }

  /** Decodes whatever is JSON, and says what is wrong with what is not. */
  Frame general(byte[] body, Schema schema, Instant now) throws MalformedRequest, RequestTooLarge {
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
