package dev.portreeve.sidecar.grpc;

import dev.portreeve.sidecar.check.RequestTooLarge;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.common.GrpcStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Messages as gRPC frames them: a byte that says whether one is compressed, its length in four
 * bytes, and the message.
 */
final class MessageFrame {
  /** How long the prefix is. */
  static final int PREFIX = 1 + Integer.BYTES;

  /** The encodings that messages are taken in. */
  static final String ENCODINGS = "identity,gzip";

  private static final String IDENTITY = "identity";
  private static final String GZIP = "gzip";
  private static final byte PLAIN = 0;
  private static final byte COMPRESSED = 1;

  private MessageFrame() {}

  /** The frame of a message. */
  static Buffer of(Buffer message) {
    return Buffer.buffer(PREFIX + message.length())
        .appendByte(PLAIN)
        .appendInt(message.length())
        .appendBuffer(message);
  }

  /**
   * How long the frame is that begins here, or -1 while that is not there to be read.
   *
   * @param maxBytes the longest message
   */
  static int length(Buffer data, int from, int maxBytes) throws CallRefused {
    if (data.length() - from < PREFIX) {
      return -1;
    }
    long message = data.getUnsignedInt(from + 1);
    if (message > maxBytes) {
      throw tooLong(maxBytes);
    }
    return PREFIX + (int) message;
  }

  static CallRefused tooLong(int maxBytes) {
    return new CallRefused(
        GrpcStatus.RESOURCE_EXHAUSTED, RequestTooLarge.bytes(maxBytes).problem());
  }

  /**
   * The message of the frame that begins here and is there as a whole.
   *
   * @param maxBytes the longest message, also once it is inflated
   */
  static byte[] message(HttpServerRequest call, Buffer data, int from, int length, int maxBytes)
      throws CallRefused {
    byte[] message = data.getBytes(from + PREFIX, from + length);
    byte flag = data.getByte(from);
    if (flag == PLAIN) {
      return message;
    }
    if (flag != COMPRESSED) {
      throw new CallRefused(GrpcStatus.INTERNAL, "the first byte of a message must be 0 or 1");
    }
    return inflate(message, call.headers().get("grpc-encoding"), maxBytes);
  }

  private static byte[] inflate(byte[] message, @Nullable String encoding, int maxBytes)
      throws CallRefused {
    if (encoding == null || encoding.equals(IDENTITY)) {
      String problem = "the message says that it is compressed, and grpc-encoding names no way";
      throw new CallRefused(GrpcStatus.INTERNAL, problem);
    }
    if (!encoding.equals(GZIP)) {
      String problem = "messages are taken as " + ENCODINGS;
      throw new CallRefused(GrpcStatus.UNIMPLEMENTED, problem);
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(message))) {
      byte[] inflated = in.readNBytes(maxBytes + 1);
      if (inflated.length > maxBytes) {
        throw tooLong(maxBytes);
      }
      return inflated;
    } catch (IOException e) {
      throw new CallRefused(GrpcStatus.INTERNAL, "the message is not compressed with gzip");
    }
  }
}
