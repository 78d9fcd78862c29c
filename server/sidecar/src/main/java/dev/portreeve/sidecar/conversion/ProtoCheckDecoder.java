package dev.portreeve.sidecar.conversion;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.symbols.FastPathMiss;
import dev.portreeve.sidecar.symbols.GivenParts;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.time.Instant;

/** Decodes the message of one check. Safe for use by several threads. */
public final class ProtoCheckDecoder {
  private final NestingLimit nesting;
  private final int plainLevels;

  public ProtoCheckDecoder(Limits limits) {
    this.nesting = new NestingLimit(limits.nesting());
    this.plainLevels = NestingLimit.plainLevels(limits);
  }

  /**
   * The check as a frame.
   *
   * @param words of the schema of the snapshot that will decide
   * @param now the moment of the check
   */
  public Frame decode(byte[] message, SymbolTable words, Instant now)
      throws MalformedRequest, RequestTooLarge {
    try {
      return plain(message, message.length, words, now);
    } catch (FastPathMiss e) {
      return general(message, words.schema(), now);
    }
  }

  /**
   * The check that nearly all messages are.
   *
   * @param length of the message; what stands behind it in the array is never read
   * @param words as for {@link #decode}
   * @param now the moment of the check
   */
  public Frame plain(byte[] message, int length, SymbolTable words, Instant now)
      throws FastPathMiss {
    Frame frame = Frame.of(words.schema(), now);
    GivenParts.expectRequired(
        new FastProtoCheck(new FastProtoReader(message, length, words), plainLevels)
            .parts(frame, 0));
    return frame;
  }

  /** The check that any message is, or what is wrong with it. */
  Frame general(byte[] message, Schema schema, Instant now)
      throws MalformedRequest, RequestTooLarge {
    CheckRequest request = ProtoParsing.parse(CheckRequest.parser(), message);
    Frame frame = Frame.of(schema, now);
    FrameFiller filler = new FrameFiller(frame, "", nesting);
    filler.expect(request.hasSubject(), request.hasAction(), request.hasResource());
    filler.fill(request);
    return frame;
  }
}
