package dev.portreeve.bench.load.client;

import dev.portreeve.bench.load.requests.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A connection of HTTP/2 without TLS, by prior knowledge, that carries unary calls. */
final class Http2Connection extends Connection {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int HEAD = 9;
  private static final int FRAME = 16_384;
  private static final int PREFIX = 5;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GO_AWAY = 7;
  private static final int WINDOW_UPDATE = 8;

  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;

  private static final int INITIAL_WINDOW = 65_535;
  private static final int WINDOW = 1 << 30;

  /**
   * A power of two far above the calls under way, so that a stream's place is its number's rest.
   */
  private static final int PLACES = 4_096;

  private final byte[][] bodies;
  private final Stream[] streams = new Stream[PLACES];
  private final byte[] firstHead;
  private final byte[] head = {
    (byte) 0x83, (byte) 0x86, (byte) 0xc1, (byte) 0xc0, (byte) 0xbf, (byte) 0xbe
  };
  private final int largest;
  private int nextStream = 1;
  private int underWay;
  private long window = INITIAL_WINDOW;
  private long untold;

  /** A call under way. */
  private static final class Stream {
    private int number;
    private int call;
    private long sequence;
    private byte[] answer = new byte[1_024];
    private int length;
  }

  Http2Connection(int port, List<Call> calls, Sink sink) throws IOException {
    super(port, sink);
    bodies = calls.stream().map(call -> framed(call.bytes())).toArray(byte[][]::new);
    largest = Arrays.stream(bodies).mapToInt(body -> body.length).max().orElse(0);
    firstHead = firstHead(calls.get(0).path(), "127.0.0.1:" + port);
    Arrays.setAll(streams, i -> new Stream());
    out.put(PREFACE.getBytes(StandardCharsets.US_ASCII));
    frame(12, SETTINGS, 0, 0);
    // No push, and room for long answers.
    out.putShort((short) 2).putInt(0).putShort((short) 4).putInt(1 << 20);
    tell(WINDOW);
  }

  /** A message with the five bytes that gRPC puts before it. */
  static byte[] framed(byte[] message) {
    byte[] framed = new byte[PREFIX + message.length];
    for (int i = 0; i < 4; i++) {
      framed[1 + i] = (byte) (message.length >>> 24 - 8 * i);
    }
    System.arraycopy(message, 0, framed, PREFIX, message.length);
    return framed;
  }

  /*
   * The first head puts path, authority, content type and te into the table of the connection, where
   * all the others refer to them: 65, 64, 63, 62. Method POST and scheme http are 3 and 6 always.
   */
  private static byte[] firstHead(String path, String authority) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(new byte[] {(byte) 0x83, (byte) 0x86, 0x44});
    text(block, path);
    block.write(0x41);
    text(block, authority);
    block.write(0x5f);
    text(block, "application/grpc");
    block.write(0x40);
    text(block, "te");
    text(block, "trailers");
    return block.toByteArray();
  }

  private static void text(ByteArrayOutputStream block, String text) {
    block.write(text.length());
    block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void frame(int length, int type, int flags, int stream) {
    out.putInt(length << 8 | type).put((byte) flags).putInt(stream);
  }

  private void tell(int more) {
    frame(4, WINDOW_UPDATE, 0, 0);
    out.putInt(more);
  }

  @Override
  boolean takes(int atMost) {
    return underWay < atMost && window >= largest && out.remaining() > 2 * largest + FRAME;
  }

  @Override
  boolean busy() {
    return underWay > 0;
  }

  @Override
  void put(int call, long sequence) {
    Stream stream = streams[(nextStream >>> 1) % PLACES];
    if (stream.number != 0) {
      throw new IllegalStateException("a call was never answered");
    }
    stream.number = nextStream;
    stream.call = call;
    stream.sequence = sequence;
    stream.length = 0;
    byte[] fields = nextStream == 1 ? firstHead : head;
    frame(fields.length, HEADERS, END_HEADERS, nextStream);
    out.put(fields);
    byte[] body = bodies[call];
    for (int at = 0; at < body.length; at += FRAME) {
      int length = Math.min(FRAME, body.length - at);
      frame(length, DATA, at + length == body.length ? END_STREAM : 0, nextStream);
      out.put(body, at, length);
    }
    window -= body.length;
    nextStream += 2;
    underWay++;
  }

  @Override
  int parse(int from, int to) {
    if (to - from < HEAD) {
      return 0;
    }
    int length = number(from) >>> 8;
    if (to - from < HEAD + length) {
      return 0;
    }
    int flags = bytes[from + 4];
    int stream = number(from + 5) & 0x7fff_ffff;
    int payload = from + HEAD;
    switch (bytes[from + 3]) {
      case DATA -> data(stream, payload, length, flags);
      case HEADERS -> end(stream, flags);
      case WINDOW_UPDATE -> window += stream == 0 ? number(payload) : 0;
      case SETTINGS -> acknowledge(SETTINGS, payload, 0, flags);
      case PING -> acknowledge(PING, payload, length, flags);
      case RESET, GO_AWAY -> throw new IllegalStateException("the server refuses calls");
      default -> {}
    }
    return HEAD + length;
  }

  private int number(int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }

  private void acknowledge(int type, int payload, int length, int flags) {
    if ((flags & ACK) == 0) {
      frame(length, type, ACK, 0);
      out.put(bytes, payload, length);
    }
  }

  private void data(int number, int payload, int length, int flags) {
    Stream stream = streams[(number >>> 1) % PLACES];
    if (stream.length + length > stream.answer.length) {
      stream.answer = Arrays.copyOf(stream.answer, 2 * (stream.length + length));
    }
    System.arraycopy(bytes, payload, stream.answer, stream.length, length);
    stream.length += length;
    untold += length;
    if (untold > WINDOW / 2) {
      tell((int) untold);
      untold = 0;
    }
    end(number, flags);
  }

  private void end(int number, int flags) {
    if ((flags & END_STREAM) == 0) {
      return;
    }
    Stream stream = streams[(number >>> 1) % PLACES];
    stream.number = 0;
    underWay--;
    int prefix = Math.min(PREFIX, stream.length);
    sink.answer(stream.call, stream.sequence, stream.answer, prefix, stream.length - prefix);
  }
}
