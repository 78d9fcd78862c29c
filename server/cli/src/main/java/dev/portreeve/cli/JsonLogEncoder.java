package dev.portreeve.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Encodes log events as JSON lines whose {@code message} is filled in; the logging library's own
 * encoder writes the template there.
 */
final class JsonLogEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    Map<String, String> more = new LinkedHashMap<>();
    more.put("logger", event.getLoggerName());
    more.put("thread", event.getThreadName());
    IThrowableProxy failure = event.getThrowableProxy();
    if (failure != null) {
      more.put("exception", ThrowableProxyUtil.asString(failure));
    }
    String line =
        JsonLine.of(
            event.getInstant(), event.getLevel().toString(), event.getFormattedMessage(), more);
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
