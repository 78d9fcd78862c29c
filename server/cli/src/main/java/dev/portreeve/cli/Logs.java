package dev.portreeve.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.portreeve.sidecar.config.LogFormat;
import dev.portreeve.sidecar.config.LogLevel;
import org.slf4j.LoggerFactory;

/**
 * Logging: one line for each event, on standard error. The logging library finds this class by
 * itself; there is no file to configure it by.
 */
public final class Logs extends ContextAwareBase implements Configurator {
  private static final String TEXT = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %msg%n";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    set(context, console(context, LogFormat.TEXT), LogLevel.INFO);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /**
   * Logs in this format from now on, and nothing less than the level; nobody who logs waits for
   * standard error.
   */
  static void set(LogFormat format, LogLevel level) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.reset();
      QueuedAppender queue = new QueuedAppender();
      queue.setContext(context);
      queue.addAppender(console(context, format));
      queue.start();
      set(context, queue, level);
    }
  }

  /** Waits until what has been logged is written, a second at most; nothing is logged later. */
  static void flush() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.stop();
    }
  }

  private static void set(LoggerContext context, Appender<ILoggingEvent> appender, LogLevel level) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(Level.toLevel(level.name()));
    // At debug these two tell of every packet.
    context.getLogger("io.netty").setLevel(Level.WARN);
    context.getLogger("io.vertx").setLevel(Level.WARN);
    // What these do at every start and end is no news.
    context.getLogger("com.zaxxer.hikari").setLevel(Level.WARN);
    context.getLogger("org.flywaydb").setLevel(Level.WARN);
  }

  private static Appender<ILoggingEvent> console(LoggerContext context, LogFormat format) {
    Encoder<ILoggingEvent> encoder =
        switch (format) {
          case TEXT -> text(context);
          case JSON -> new JsonLogEncoder();
        };
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(TEXT);
    return encoder;
  }
}
