package dev.portreeve.sidecar.testing;

import dev.portreeve.sidecar.config.Address;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A client's end of HTTP/2 that sends whatever frames it is told to. */
public final class RawHttp2 implements AutoCloseable {
  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int RESET = 3;
  public static final int SETTINGS = 4;
  public static final int GO_AWAY = 7;
  public static final int WINDOW_UPDATE = 8;
  public static final int CONTINUATION = 9;
  public static final int END_STREAM = 1;
  public static final int END_HEADERS = 4;

  private static final int PRIORITY = 0x20;
  private static final int PRIORITY_BYTES = 5;
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);

  /**
   * A frame of the server.
   *
   * @param headers what a block of headers says, by name
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Frame(
      int type, int flags, int stream, byte[] payload, Map<String, String> headers) {
    public boolean ends() {
      return type <= HEADERS && (flags & END_STREAM) != 0;
    }

    /** The first four bytes: the error of a reset, the last stream of a GOAWAY. */
    public int number() {
      return ((payload[0] & 0x7F) << 24)
          | ((payload[1] & 0xFF) << 16)
          | ((payload[2] & 0xFF) << 8)
          | (payload[3] & 0xFF);
    }
  }

  /** Connects, with windows of the size that clients have when they say nothing. */
  public static RawHttp2 to(Address address) throws IOException {
    return to(((Address.Tcp) address).port(), 65_535);
  }

  /**
   * Connects.
   *
   * @param window how much of an answer is taken unasked
   */
  public static RawHttp2 to(int port, int window) throws IOException {
    RawHttp2 client = new RawHttp2(port);
    client.out.write(PREFACE);
    client.frame(
        SETTINGS,
        0,
        0,
        new byte[] {
          0, 4, (byte) (window >> 24), (byte) (window >> 16), (byte) (window >> 8), (byte) window
        });
    return client;
  }

  private RawHttp2(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  public void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    out.write(encoded(type, flags, stream, payload));
  }

  /** A frame as it is sent. */
  public static byte[] encoded(int type, int flags, int stream, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(9 + payload.length);
    frame.write(payload.length >> 16);
    frame.write(payload.length >> 8);
    frame.write(payload.length);
    frame.write(type);
    frame.write(flags);
    number(frame, stream);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  /** The headers of a POST, then more as name and value in turn. */
  public void post(int stream, String path, String type, String... more) throws IOException {
    frame(HEADERS, END_HEADERS, stream, postBlock(path, type, more));
  }

  /** The same as a header block. */
  public static byte[] postBlock(String path, String type, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                ":method",
                "POST",
                ":scheme",
                "http",
                ":path",
                path,
                ":authority",
                "x",
                "content-type",
                type));
    all.addAll(List.of(more));
    return block(all);
  }

  /** A header block without any compression. */
  public static byte[] block(List<String> namesAndValues) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.size(); i += 2) {
      block.write(0);
      text(block, namesAndValues.get(i));
      text(block, namesAndValues.get(i + 1));
    }
    return block.toByteArray();
  }

  private static void text(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length < 127) {
      block.write(bytes.length);
    } else {
      block.write(127);
      int rest = bytes.length - 127;
      for (; rest >= 128; rest >>= 7) {
        block.write(rest & 0x7F | 0x80);
      }
      block.write(rest);
    }
    block.writeBytes(bytes);
  }

  /** Data in frames of the longest size. */
  public void data(int stream, byte[] data, boolean end) throws IOException {
    int at = 0;
    do {
      int length = Math.min(16_384, data.length - at);
      byte[] part = new byte[length];
      System.arraycopy(data, at, part, 0, length);
      at += length;
      frame(DATA, end && at == data.length ? END_STREAM : 0, stream, part);
    } while (at < data.length);
  }

  /** A message as gRPC sends it. */
  public static byte[] message(byte[] payload) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(0);
    number(message, payload.length);
    message.writeBytes(payload);
    return message.toByteArray();
  }

  /** Lets the server send so much more; stream 0 is the connection. */
  public void window(int stream, int more) throws IOException {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    number(payload, more);
    frame(WINDOW_UPDATE, 0, stream, payload.toByteArray());
  }

  private static void number(ByteArrayOutputStream bytes, int number) {
    bytes.write(number >> 24);
    bytes.write(number >> 16);
    bytes.write(number >> 8);
    bytes.write(number);
  }

  /** The next frame that is no setting, window or ping. */
  public Frame read() throws IOException {
    while (true) {
      Frame frame = any();
      if (frame.type() == DATA
          || frame.type() == HEADERS
          || frame.type() == RESET
          || frame.type() == GO_AWAY) {
        return frame;
      }
    }
  }

  /** The next frame, whatever it is. */
  public Frame any() throws IOException {
    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt() & 0x7FFF_FFFF;
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(
        type, flags, stream, payload, type == HEADERS ? headers(flags, stream, payload) : Map.of());
  }

  /* Every block has to be read, in order, since later ones refer to it. */
  private Map<String, String> headers(int flags, int stream, byte[] payload) throws IOException {
    int from = (flags & PRIORITY) == 0 ? 0 : PRIORITY_BYTES;
    try {
      Map<String, String> headers = new HashMap<>();
      decoder
          .decodeHeaders(stream, Unpooled.wrappedBuffer(payload, from, payload.length - from))
          .forEach(one -> headers.put(one.getKey().toString(), one.getValue().toString()));
      return headers;
    } catch (Http2Exception e) {
      throw new IOException(e);
    }
  }

  /** The next frame of a stream that ends or resets it, or a GOAWAY. */
  public Frame awaitEnd(int stream) throws IOException {
    while (true) {
      Frame frame = read();
      boolean last = frame.ends() || frame.type() == RESET;
      if (frame.type() == GO_AWAY || last && frame.stream() == stream) {
        return frame;
      }
    }
  }

  /** The frames until the server closes, or until nothing comes for so many milliseconds. */
  public List<Frame> readAll(int patience) throws IOException {
    List<Frame> frames = new ArrayList<>();
    socket.setSoTimeout(patience);
    try {
      while (true) {
        frames.add(read());
      }
    } catch (EOFException | SocketTimeoutException e) {
      return frames;
    }
  }

  public OutputStream out() {
    return out;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
