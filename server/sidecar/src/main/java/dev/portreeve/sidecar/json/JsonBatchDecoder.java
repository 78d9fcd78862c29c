package dev.portreeve.sidecar.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.sidecar.check.Batch;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.symbols.FastPathMiss;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.io.IOException;
import java.time.Instant;

/** Decodes the body of a batch. Safe for use by several threads. */
public final class JsonBatchDecoder {
  private final RequestJson json;
  private final Limits limits;

  public JsonBatchDecoder(Limits limits) {
    this.json = new RequestJson(limits);
    this.limits = limits;
  }

  /** What a batch body turns out to ask. */
  public sealed interface Decoded {
    /**
     * Several questions, or rather a list of them.
     *
     * @param batch at least one item
     */
    record Several(Batch batch) implements Decoded {}

    /**
     * One question, since there are no items.
     *
     * @param frame its facts
     */
    record One(Frame frame) implements Decoded {}
  }

  /**
   * The batch as frames.
   *
   * @param words of the schema of the snapshot that will decide
   * @param now the moment of the checks
   */
  public Decoded decode(byte[] body, SymbolTable words, Instant now)
      throws MalformedRequest, RequestTooLarge {
    try {
      return new Decoded.Several(plain(body, words, now));
    } catch (FastPathMiss e) {
      return general(body, words.schema(), now);
    }
  }

  /** The batch that nearly all bodies are. */
  Batch plain(byte[] body, SymbolTable words, Instant now) throws FastPathMiss {
    return new FastJsonBatch(
            FastJsonReader.of(body, body.length, words, limits.nesting()), limits.batchItems())
        .decode(Frame.of(words.schema(), now));
  }

  /** Decodes whatever is JSON, and says what is wrong with what is not. */
  Decoded general(byte[] body, Schema schema, Instant now)
      throws MalformedRequest, RequestTooLarge {
    BatchParts parts = new BatchParts(Frame.of(schema, now), limits.batchItems());
    json.read(body, parser -> members(parser, parts));
    if (parts.defaultsFollowedItems()) {
      json.read(body, parser -> itemsOnly(parser, parts));
    }
    return parts.decoded();
  }

  private static BatchParts members(JsonParser parser, BatchParts parts)
      throws IOException, MalformedRequest, RequestTooLarge {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "evaluations" -> parts.items(parser);
        case "options" -> options(parser, parts);
        default -> parts.member(name, parser);
      }
    }
    return parts;
  }

  /** Reads the items again, now that what stands in for their missing parts is known. */
  private static BatchParts itemsOnly(JsonParser parser, BatchParts parts)
      throws IOException, MalformedRequest, RequestTooLarge {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (name.equals("evaluations")) {
        parts.items(parser);
      } else {
        parser.skipChildren();
      }
    }
    return parts;
  }

  private static void options(JsonParser parser, BatchParts parts)
      throws IOException, MalformedRequest {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      throw MalformedRequest.illTyped("options", "an object");
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (name.equals("evaluations_semantic")) {
        parts.semantic(parser);
      } else {
        parser.skipChildren();
      }
    }
  }
}
