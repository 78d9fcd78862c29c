package dev.portreeve.sidecar.otlp;

import java.text.MessageFormat;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what OpenTelemetry logs, which is by {@code java.util.logging}, to the server's own log: it
 * would stand between that one's lines in another format.
 */
public final class ExporterLog extends Handler {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(ExporterLog.class);

  /* Held, since the library keeps loggers only as long as somebody does. */
  private static final Logger SOURCE = Logger.getLogger("io.opentelemetry");

  private ExporterLog() {}

  /** Takes it from now on. */
  public static synchronized void install() {
    if (SOURCE.getUseParentHandlers()) {
      SOURCE.setUseParentHandlers(false);
      SOURCE.addHandler(new ExporterLog());
    }
  }

  @Override
  public void publish(LogRecord event) {
    Object[] arguments = event.getParameters();
    String message = String.valueOf(event.getMessage());
    String text = arguments == null ? message : MessageFormat.format(message, arguments);
    if (event.getLevel().intValue() >= Level.WARNING.intValue()) {
      LOG.warn("OTLP: {}", text);
    } else {
      LOG.debug("OTLP: {}", text);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
