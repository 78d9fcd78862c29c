package dev.portreeve.sidecar.conversion;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.portreeve.sidecar.check.MalformedRequest;

/**
 * Parses messages that are not checks, as deep in one another as protobuf allows (100), so that the
 * bytes never decide how much stack is used.
 */
public final class ProtoParsing {
  private ProtoParsing() {}

  /** The message that these bytes are. */
  public static <Q extends Message> Q parse(Parser<Q> parser, byte[] message)
      throws MalformedRequest {
    try {
      return parser.parseFrom(message);
    } catch (InvalidProtocolBufferException e) {
      throw ProtoReader.noMessage();
    }
  }
}
