package dev.portreeve.bench.load.client;

import dev.portreeve.bench.load.requests.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A connection of HTTP/1.1 that is kept alive, with one request at a time. */
final class Http1Connection extends Connection {
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
  private static final int LOWER_CASE = 0x20;

  private final byte[][] requests;
  private int call;
  private long number;
  private boolean busy;

  Http1Connection(int port, List<Call> calls, Sink sink) throws IOException {
    super(port, sink);
    requests = new byte[calls.size()][];
    for (int i = 0; i < requests.length; i++) {
      requests[i] = request(calls.get(i), port);
    }
  }

  private static byte[] request(Call call, int port) {
    byte[] body = call.bytes();
    byte[] head =
        ("POST "
                + call.path()
                + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + port
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  @Override
  boolean takes(int atMost) {
    return !busy;
  }

  @Override
  boolean busy() {
    return busy;
  }

  @Override
  void put(int which, long sequence) {
    call = which;
    number = sequence;
    busy = true;
    out.put(requests[which]);
  }

  @Override
  int parse(int from, int to) {
    int body = bodyStart(from, to);
    if (body < 0) {
      return 0;
    }
    int length = contentLength(from, body);
    if (to < body + length) {
      return 0;
    }
    busy = false;
    boolean ok = bytes[from + 9] == '2' && bytes[from + 10] == '0' && bytes[from + 11] == '0';
    sink.answer(call, number, bytes, ok ? body : from, ok ? length : body + length - from);
    return body + length - from;
  }

  private int bodyStart(int from, int to) {
    for (int i = from + 3; i < to; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private int contentLength(int from, int to) {
    for (int i = from; i < to - LENGTH.length; i++) {
      if (bytes[i] == '\n' && isLength(i + 1)) {
        int length = 0;
        for (int at = i + 1 + LENGTH.length; bytes[at] != '\r'; at++) {
          length = bytes[at] == ' ' ? length : length * 10 + bytes[at] - '0';
        }
        return length;
      }
    }
    throw new IllegalStateException("an answer without a length");
  }

  private boolean isLength(int at) {
    for (int i = 0; i < LENGTH.length; i++) {
      if ((bytes[at + i] | LOWER_CASE) != (LENGTH[i] | LOWER_CASE)) {
        return false;
      }
    }
    return true;
  }
}
