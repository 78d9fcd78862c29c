package dev.portreeve.sidecar.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Exception.StreamException;
import io.netty.handler.codec.http2.Http2FrameWriter;
import io.netty.handler.codec.http2.Http2LocalFlowController;
import io.netty.handler.codec.http2.Http2Stream;

/**
 * Netty's windows of what a client sends over one connection, until the client sends more than the
 * connection's window lets it: from then on nothing is given back, since the connection ends.
 */
final class ReceiveWindows implements Http2LocalFlowController {
  /*
   * Netty charges a frame to the connection and then to its stream. One that the connection has no
   * room for is charged to the first alone, but given back to both: the stream seems to hold less
   * than it does. If what it holds is delivered before the connection is closed, more is given back
   * to the connection than came; Netty finds out when the stream closes, and logs a trace.
   */
  private final Http2LocalFlowController netty;
  private boolean overrun;

  ReceiveWindows(Http2LocalFlowController netty) {
    this.netty = netty;
  }

  /** Puts these in place of Netty's own. */
  static void guard(Http2ConnectionHandler handler) {
    handler
        .connection()
        .local()
        .flowController(new ReceiveWindows(handler.decoder().flowController()));
  }

  @Override
  public void receiveFlowControlledFrame(Http2Stream stream, ByteBuf data, int padding, boolean end)
      throws Http2Exception {
    try {
      netty.receiveFlowControlledFrame(stream, data, padding, end);
    } catch (Http2Exception e) {
      overrun |= !(e instanceof StreamException);
      throw e;
    }
  }

  @Override
  public boolean consumeBytes(Http2Stream stream, int bytes) throws Http2Exception {
    return !overrun && netty.consumeBytes(stream, bytes);
  }

  @Override
  public int unconsumedBytes(Http2Stream stream) {
    return netty.unconsumedBytes(stream);
  }

  @Override
  public Http2LocalFlowController frameWriter(Http2FrameWriter writer) {
    netty.frameWriter(writer);
    return this;
  }

  @Override
  public void channelHandlerContext(ChannelHandlerContext ctx) throws Http2Exception {
    netty.channelHandlerContext(ctx);
  }

  @Override
  public void initialWindowSize(int bytes) throws Http2Exception {
    netty.initialWindowSize(bytes);
  }

  @Override
  public int initialWindowSize() {
    return netty.initialWindowSize();
  }

  @Override
  public int initialWindowSize(Http2Stream stream) {
    return netty.initialWindowSize(stream);
  }

  @Override
  public int windowSize(Http2Stream stream) {
    return netty.windowSize(stream);
  }

  @Override
  public void incrementWindowSize(Http2Stream stream, int more) throws Http2Exception {
    netty.incrementWindowSize(stream, more);
  }
}
