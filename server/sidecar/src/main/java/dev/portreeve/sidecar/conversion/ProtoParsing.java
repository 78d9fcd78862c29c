package dev.portreeve.sidecar.conversion;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestTooLarge;

/** Parses the messages of calls, however deep they go; who reads one limits that. */
public final class ProtoParsing {
  /** Each level of a Struct takes three messages: the value, the struct and its entry. */
  private static final int MESSAGES_A_LEVEL = 3;

  private static final int RECURSION = MESSAGES_A_LEVEL * 1_000;

  private ProtoParsing() {}

  /** The message that these bytes are. */
  public static <Q extends Message> Q parse(Parser<Q> parser, byte[] message)
      throws MalformedRequest, RequestTooLarge {
    try {
      CodedInputStream in = CodedInputStream.newInstance(message);
      in.setRecursionLimit(RECURSION);
      return parser.parseFrom(in);
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedRequest("", "not a message of this method");
    } catch (StackOverflowError e) {
      throw new RequestTooLarge("the request is nested too deep");
    }
  }
}
