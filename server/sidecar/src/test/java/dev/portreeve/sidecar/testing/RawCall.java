package dev.portreeve.sidecar.testing;

import dev.portreeve.sidecar.config.Address;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Calls over gRPC of whatever bytes, and all that is heard of them. */
public final class RawCall {
  private static final int PATIENCE_MS = 30_000;
  private static final int WINDOW = 1 << 20;

  private RawCall() {}

  /** Headers of a call, to be changed. */
  public static Http2Headers headers(String path) {
    return new DefaultHttp2Headers()
        .method("POST")
        .scheme("http")
        .path(path)
        .authority("x")
        .set("content-type", "application/grpc")
        .set("te", "trailers");
  }

  /** A message as gRPC frames it. */
  public static byte[] framed(int flag, byte[] message) {
    ByteBuf framed = Unpooled.buffer().writeByte(flag).writeInt(message.length).writeBytes(message);
    byte[] bytes = new byte[framed.readableBytes()];
    framed.readBytes(bytes);
    return bytes;
  }

  public static byte[] gzip(byte[] message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Headers, trailers and data (in hexadecimal, at the end) that answer a call.
   *
   * @param data all that the call sends before it ends
   */
  public static String send(Address address, Http2Headers headers, byte[] data) {
    Http2End client = Http2End.ofClient(WINDOW);
    int port = ((Address.Tcp) address).port();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MS);
      client.sendHeaders(1, headers, data.length == 0);
      if (data.length > 0) {
        client.sendData(1, Unpooled.wrappedBuffer(data), true);
      }
      socket.getOutputStream().write(client.written());
      while (client.ended() == 0) {
        client.read(some(socket.getInputStream()));
        socket.getOutputStream().write(client.written());
      }
      return client.heardOf(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      client.close();
    }
  }

  private static byte[] some(InputStream in) throws IOException {
    byte[] bytes = new byte[64 << 10];
    int length = in.read(bytes);
    if (length < 0) {
      throw new EOFException("the server has closed the connection");
    }
    return Arrays.copyOf(bytes, length);
  }
}
