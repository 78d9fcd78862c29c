package dev.portreeve.sidecar.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.ArrayList;
import java.util.List;

/** Netty's end of a connection over HTTP/2 that writes down the frames it hears. */
public final class Http2End {
  /**
   * A frame.
   *
   * @param kind what it is, of which stream, and whether that ends with it: {@code data 1 end}
   * @param content the headers as {@code name=value}, or the data in hexadecimal
   */
  public record Heard(String kind, String content) {}

  private final List<Heard> heard = new ArrayList<>();
  private final Http2ConnectionHandler handler;
  private final EmbeddedChannel channel;

  private Http2End(boolean server, Http2Settings settings) {
    handler =
        new Http2ConnectionHandlerBuilder()
            .server(server)
            .initialSettings(settings)
            .frameListener(new Listener())
            .build();
    channel = new EmbeddedChannel(handler);
  }

  public static Http2End ofServer() {
    return new Http2End(true, Http2Settings.defaultSettings());
  }

  /**
   * The end that opens streams.
   *
   * @param window how many bytes of a stream it takes unasked
   */
  public static Http2End ofClient(int window) {
    return new Http2End(false, new Http2Settings().initialWindowSize(window));
  }

  /** Writes down what it hears. */
  private final class Listener extends Http2FrameAdapter {
    @Override
    public void onHeadersRead(
        ChannelHandlerContext ctx,
        int stream,
        Http2Headers headers,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean end) {
      List<String> content = new ArrayList<>();
      headers.forEach(one -> content.add(one.getKey() + "=" + one.getValue()));
      hear("headers", stream, end, String.join(" ", content));
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext ctx, int stream, ByteBuf data, int padding, boolean end) {
      hear("data", stream, end, ByteBufUtil.hexDump(data));
      return data.readableBytes() + padding;
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext ctx, int stream, long error) {
      hear("reset", stream, false, "");
    }
  }

  private void hear(String what, int stream, boolean end, String content) {
    heard.add(new Heard(what + " " + stream + (end ? " end" : ""), content));
  }

  public List<Heard> heard() {
    return heard;
  }

  /** What was heard, without contents. */
  public List<String> kinds() {
    return heard.stream().map(Heard::kind).toList();
  }

  /** Where the handler of HTTP/2 stands in its channel. */
  public ChannelHandlerContext context() {
    return channel.pipeline().context(handler);
  }

  public int openStreams() {
    return handler.connection().numActiveStreams();
  }

  public void sendHeaders(int stream, Http2Headers headers, boolean end) {
    ChannelFuture unused =
        handler.encoder().writeHeaders(context(), stream, headers, 0, end, channel.newPromise());
  }

  public void sendData(int stream, ByteBuf data, boolean end) {
    ChannelFuture unused =
        handler.encoder().writeData(context(), stream, data, 0, end, channel.newPromise());
  }

  /** Resets a stream, as callers do that want no answer any more. */
  public void takeBack(int stream) {
    ChannelFuture unused =
        handler
            .encoder()
            .writeRstStream(context(), stream, Http2Error.CANCEL.code(), channel.newPromise());
  }

  public void flush() {
    channel.flush();
  }

  /** Lets the other end read what this one has written, all in one read. */
  public void pass(Http2End other) {
    flush();
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    assertTrue(channel.isOpen());
    other.channel.writeInbound(all);
  }

  /** What this end has written since. */
  public byte[] written() {
    flush();
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    byte[] bytes = new byte[all.readableBytes()];
    all.readBytes(bytes);
    return bytes;
  }

  /** Reads what the other end has written. */
  public void read(byte[] bytes) {
    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    assertTrue(channel.isOpen());
  }

  /** How many streams have come to their end. */
  public long ended() {
    return heard.stream()
        .filter(one -> one.kind().endsWith(" end") || one.kind().startsWith("reset"))
        .count();
  }

  /** Headers, data and trailers of a stream, whatever frames the data came in. */
  public String heardOf(int stream) {
    StringBuilder data = new StringBuilder();
    StringBuilder rest = new StringBuilder();
    for (Heard one : heard) {
      String[] kind = one.kind().split(" ", -1);
      if (Integer.parseInt(kind[1]) == stream) {
        if (kind[0].equals("data")) {
          data.append(one.content());
        } else {
          rest.append(kind[0]).append(' ').append(one.content()).append('\n');
        }
      }
    }
    return rest.append(data).toString();
  }

  public void close() {
    channel.finishAndReleaseAll();
  }
}
