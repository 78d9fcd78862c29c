package dev.portreeve.server.conversion;

import dev.portreeve.policy.facts.Frame;
import dev.portreeve.policy.schema.Schema;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.server.check.Limits;
import dev.portreeve.server.check.MalformedRequest;
import dev.portreeve.server.check.RequestTooLarge;
import dev.portreeve.server.vocabulary.GivenParts;
import dev.portreeve.server.vocabulary.NotPlain;
import dev.portreeve.server.vocabulary.Vocabulary;
import java.time.Instant;

/** Decodes the message of one check. Safe for use by several threads. */
public final class CheckDecoder {
  private final Nesting nesting;
  private final int plainLevels;

  public CheckDecoder(Limits limits) {
    this.nesting = new Nesting(limits.nesting());
    this.plainLevels = Nesting.plainLevels(limits);
  }

  /**
   * The check as a frame.
   *
   * @param words of the schema of the snapshot that will decide
   * @param now the moment of the check
   */
  public Frame decode(byte[] message, Vocabulary words, Instant now)
      throws MalformedRequest, RequestTooLarge {
    try {
      return plain(message, message.length, words, now);
    } catch (NotPlain e) {
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
  public Frame plain(byte[] message, int length, Vocabulary words, Instant now) throws NotPlain {
    Frame frame = Frame.of(words.schema(), now);
    GivenParts.expectRequired(
        new PlainCheck(new PlainMessage(message, length, words), plainLevels).parts(frame, 0));
    return frame;
  }

  /** The check that any message is, or what is wrong with it. */
  Frame general(byte[] message, Schema schema, Instant now)
      throws MalformedRequest, RequestTooLarge {
    CheckRequest request = Parsing.parse(CheckRequest.parser(), message);
    Frame frame = Frame.of(schema, now);
    FrameFiller filler = new FrameFiller(frame, "", nesting);
    filler.expect(request.hasSubject(), request.hasAction(), request.hasResource());
    filler.fill(request);
    return frame;
  }
}
