package dev.portreeve.sidecar.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a client is told that speaks TLS to a port without it, or clear text to one with it. */
final class WrongProtocol {
  private static final int HANDSHAKE = 0x16;

  /* An alert record: fatal, protocol_version (RFC 8446 section 6.2). */
  private static final byte[] ALERT = {0x15, 3, 1, 0, 2, 2, 70};

  private static final String PROBLEM =
      "{\"error\":\"this port speaks TLS: ask with https://\",\"field\":\"\","
          + "\"code\":\"invalid_request\"}";
  private static final String CLEAR_TEXT =
      "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nConnection: close\r\n"
          + ("Content-Length: " + PROBLEM.length() + "\r\n\r\n" + PROBLEM);

  private WrongProtocol() {}

  /** The answer to a client whose first byte begins another protocol than the port's, or empty. */
  static Optional<ByteBuf> answer(byte first, boolean tls) {
    if (tls && first >= 'A' && first <= 'Z') {
      return Optional.of(Unpooled.copiedBuffer(CLEAR_TEXT, StandardCharsets.US_ASCII));
    }
    return !tls && first == HANDSHAKE
        ? Optional.of(Unpooled.wrappedBuffer(ALERT))
        : Optional.empty();
  }
}
