package dev.portreeve.sidecar.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.LogLines;
import dev.portreeve.sidecar.testing.RawHttp2;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that sends more than the connection's window lets it, while what it sent is held. */
class ReceiveWindowsTest {
  private static final int FRAME = 16_384;
  private static final int WINDOW = Http2CodecUtil.DEFAULT_WINDOW_SIZE;

  private final List<Integer> held = new ArrayList<>();
  private final Http2ConnectionHandler handler =
      new Http2ConnectionHandlerBuilder().server(true).frameListener(new Holding()).build();
  private final EmbeddedChannel channel = new EmbeddedChannel(handler);

  /** Takes data in and gives none of it back yet. */
  private final class Holding extends Http2FrameAdapter {
    @Override
    public int onDataRead(
        ChannelHandlerContext ctx, int stream, ByteBuf data, int padding, boolean end) {
      held.add(data.readableBytes());
      return 0;
    }
  }

  /** Leaves a moment between the wish to close the channel and its end, as sockets do. */
  private static final class Lingering extends ChannelOutboundHandlerAdapter {
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
      promise.setSuccess();
    }
  }

  ReceiveWindowsTest() {
    ReceiveWindows.guard(handler);
    channel.writeInbound(Http2CodecUtil.connectionPrefaceBuf());
    send(RawHttp2.SETTINGS, 0, 0, new byte[0]);
    for (int stream : new int[] {1, 3}) {
      byte[] head = RawHttp2.postBlock("/", "application/json");
      send(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, head);
    }
  }

  private void send(int type, int flags, int stream, byte[] payload) {
    channel.writeInbound(Unpooled.wrappedBuffer(RawHttp2.encoded(type, flags, stream, payload)));
  }

  private Http2Stream stream(int id) {
    return handler.connection().stream(id);
  }

  private void deliver(Http2Stream stream) throws Http2Exception {
    for (int bytes : held) {
      boolean unused = handler.decoder().flowController().consumeBytes(stream, bytes);
    }
  }

  @Test
  void data_withinTheWindow_isGivenBackOnceItIsDelivered() throws Http2Exception {
    send(RawHttp2.DATA, 0, 1, new byte[FRAME]);
    send(RawHttp2.DATA, 0, 1, new byte[FRAME]);
    deliver(stream(1));
    assertEquals(0, unconsumed());
    assertEquals(WINDOW, window());
  }

  @Test
  void data_beyondTheStreamsWindow_endsThatStreamAlone() throws Http2Exception {
    handler.decoder().flowController().incrementWindowSize(stream(0), WINDOW);
    for (int i = 0; i < 3; i++) {
      send(RawHttp2.DATA, 0, 1, new byte[FRAME]);
    }
    send(RawHttp2.DATA, 0, 1, new byte[FRAME]);
    assertEquals(null, stream(1));
    send(RawHttp2.DATA, 0, 3, new byte[FRAME]);
    assertEquals(4, held.size());
    assertEquals(FRAME, unconsumed());
    assertTrue(channel.isOpen());
  }

  @Test
  void data_beyondTheConnectionsWindowWhileMoreIsHeld_isNeverGivenBackTwice()
      throws Http2Exception {
    for (int length : new int[] {FRAME, FRAME, FRAME, WINDOW - 3 * FRAME}) {
      send(RawHttp2.DATA, 0, 1, new byte[length]);
    }
    Http2Stream stream = stream(1);
    try (LogLines log = new LogLines(DefaultHttp2Connection.class)) {
      channel.pipeline().addFirst(new Lingering());
      send(RawHttp2.DATA, 0, 1, new byte[1]);
      assertTrue(handler.connection().goAwaySent());
      deliver(stream);
      stream.close();
      assertEquals(List.of(), log.all());
    }
    assertTrue(unconsumed() >= 0, unconsumed() + " bytes");
  }

  private int window() {
    return handler.decoder().flowController().windowSize(stream(0));
  }

  private int unconsumed() {
    return handler.decoder().flowController().unconsumedBytes(stream(0));
  }
}
