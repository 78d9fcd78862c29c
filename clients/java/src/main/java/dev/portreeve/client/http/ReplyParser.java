package dev.portreeve.client.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads an HTTP/1.1 response from the bytes of a connection. */
final class ReplyParser {
  private static final int MAX_HEAD = 32 * 1024;

  private final byte[] bytes;
  private final int length;
  private final boolean ended;
  private int at;

  private ReplyParser(byte[] bytes, int length, boolean ended) {
    this.bytes = bytes;
    this.length = length;
    this.ended = ended;
  }

  /**
   * A whole response.
   *
   * @param reply what came
   * @param reusable whether the connection takes another request
   */
  record Parsed(Reply reply, boolean reusable) {}

  /**
   * The response that these bytes hold, or empty while some of it is missing.
   *
   * @param length how many of the bytes have come
   * @param ended whether no more will
   * @throws IOException when they are none of HTTP/1.1, or the end came too soon
   */
  static Optional<Parsed> parse(byte[] bytes, int length, boolean ended) throws IOException {
    return new ReplyParser(bytes, length, ended).parse();
  }

  private Optional<Parsed> parse() throws IOException {
    int status;
    Map<String, String> headers;
    do {
      String head = head();
      if (head.isEmpty()) {
        return missing();
      }
      String[] lines = head.split("\r\n", -1);
      status = status(lines[0]);
      headers = headers(lines);
    } while (status < 200);
    Optional<byte[]> body = body(status, headers);
    if (body.isEmpty()) {
      return missing();
    }
    boolean reusable =
        at == length
            && !ended
            && !headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT).contains("close");
    Reply reply = new Reply(status, headers.getOrDefault("retry-after", ""), body.get());
    return Optional.of(new Parsed(reply, reusable));
  }

  private Optional<Parsed> missing() throws IOException {
    if (ended) {
      throw new IOException("the connection was closed before the answer was there");
    }
    return Optional.empty();
  }

  /** The next head without the empty line at its end; empty while it is not all there. */
  private String head() throws IOException {
    for (int i = at; i + 3 < length; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        String head = new String(bytes, at, i - at, StandardCharsets.ISO_8859_1);
        at = i + 4;
        return head;
      }
    }
    if (length - at > MAX_HEAD) {
      throw new IOException("the headers are too long");
    }
    return "";
  }

  private static int status(String line) throws IOException {
    if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
      throw new IOException("not an HTTP/1.1 response");
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private static Map<String, String> headers(String[] lines) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon <= 0) {
        throw new IOException("not a header");
      }
      String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
      String value = lines[i].substring(colon + 1).strip();
      String before = headers.put(name, value);
      if (before != null && name.equals("content-length") && !before.equals(value)) {
        throw new IOException("two lengths");
      }
    }
    return headers;
  }

  private Optional<byte[]> body(int status, Map<String, String> headers) throws IOException {
    if (status == 204 || status == 304) {
      return Optional.of(new byte[0]);
    }
    if (headers.containsKey("transfer-encoding")) {
      return chunks();
    }
    String given = headers.get("content-length");
    if (given == null) {
      return ended ? take(length - at) : Optional.empty();
    }
    if (!given.matches("[0-9]{1,9}")) {
      throw new IOException("not a length");
    }
    return take(bounded(Integer.parseInt(given)));
  }

  private Optional<byte[]> chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      Optional<String> line = line();
      if (line.isEmpty()) {
        return Optional.empty();
      }
      int size = chunkSize(line.get());
      if (size == 0) {
        return trailers() ? Optional.of(body.toByteArray()) : Optional.empty();
      }
      bounded(body.size() + size);
      Optional<byte[]> chunk = take(size);
      if (chunk.isEmpty()) {
        return Optional.empty();
      }
      body.writeBytes(chunk.get());
      Optional<String> end = line();
      if (end.isEmpty()) {
        return Optional.empty();
      }
      if (!end.get().isEmpty()) {
        throw new IOException("not the end of a chunk");
      }
    }
  }

  private static int chunkSize(String line) throws IOException {
    String size = line.split(";", 2)[0].strip();
    if (!size.matches("[0-9A-Fa-f]{1,7}")) {
      throw new IOException("not the size of a chunk");
    }
    return Integer.parseInt(size, 16);
  }

  private boolean trailers() throws IOException {
    Optional<String> line = line();
    while (line.isPresent() && !line.get().isEmpty()) {
      line = line();
    }
    return line.isPresent();
  }

  private Optional<String> line() {
    for (int i = at; i + 1 < length; i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
        String line = new String(bytes, at, i - at, StandardCharsets.ISO_8859_1);
        at = i + 2;
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  private Optional<byte[]> take(int count) {
    if (length - at < count) {
      return Optional.empty();
    }
    byte[] taken = Arrays.copyOfRange(bytes, at, at + count);
    at += count;
    return Optional.of(taken);
  }

  private static int bounded(int size) throws IOException {
    if (size > LimitedBody.MAX_BYTES) {
      throw new IOException("the answer is too long");
    }
    return size;
  }
}
