package dev.portreeve.sidecar.json;

import com.fasterxml.jackson.core.JsonParser;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.symbols.FastPathMiss;
import dev.portreeve.sidecar.symbols.GivenParts;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/** Decodes the body of one check. Safe for use by several threads. */
public final class JsonCheckDecoder {
  private final RequestJson json;
  private final int nesting;

  public JsonCheckDecoder(Limits limits) {
    this.json = new RequestJson(limits);
    this.nesting = limits.nesting();
  }

  /**
   * The check as a frame.
   *
   * @param words of the schema of the snapshot that will decide
   * @param now the moment of the check
   */
  public Frame decode(byte[] body, SymbolTable words, Instant now)
      throws MalformedRequest, RequestTooLarge {
    try {
      return plain(body, body.length, words, now);
    } catch (FastPathMiss e) {
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
  public Frame plain(byte[] body, int length, SymbolTable words, Instant now) throws FastPathMiss {
    Frame frame = Frame.of(words.schema(), now);
    FastJsonReader plain = FastJsonReader.of(body, length, words, nesting);
    GivenParts.expectRequired(new FastJsonParts(plain).parts(frame, 0, 0));
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
