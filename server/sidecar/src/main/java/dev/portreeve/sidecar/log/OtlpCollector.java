package dev.portreeve.sidecar.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.portreeve.sidecar.otlp.ExporterLog;
import dev.portreeve.sidecar.otlp.OtlpResource;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A collector that takes records as OTLP over HTTP: each line is the body of a log record, and its
 * texts (the id, the policy, versions) are attributes. A batch that is not taken whole is sent
 * again, so that a record may arrive twice, and none is lost that this server does not count.
 */
final class OtlpCollector implements LogSink {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final String EVENTS = "portreeve.";
  private static final String EVENT = EVENTS + "decision";

  private final URI endpoint;
  private final OtlpHttpLogRecordExporter exporter;
  private final SdkLoggerProvider provider;
  private final Logger logger;
  private final JsonFactory json = new JsonFactory();
  private final List<LogRecordData> records = new ArrayList<>();

  /** Keeps what is emitted until the whole batch is exported. */
  private final class Kept implements LogRecordProcessor {
    @Override
    public void onEmit(Context context, ReadWriteLogRecord record) {
      records.add(record.toLogRecordData());
    }
  }

  OtlpCollector(URI endpoint) {
    ExporterLog.install();
    this.endpoint = endpoint;
    this.exporter =
        OtlpHttpLogRecordExporter.builder()
            .setEndpoint(endpoint.toString())
            .setTimeout(TIMEOUT)
            .setRetryPolicy(null) // the writer tries again, and says so
            .build();
    this.provider =
        SdkLoggerProvider.builder()
            .setResource(OtlpResource.server())
            .addLogRecordProcessor(new Kept())
            .build();
    this.logger = provider.get("dev.portreeve");
  }

  @Override
  public void write(LineBatch batch) throws IOException {
    records.clear();
    ByteBuffer rest = batch.rest();
    for (String line : StandardCharsets.UTF_8.decode(rest.duplicate()).toString().split("\n", -1)) {
      if (!line.isEmpty()) {
        emit(line);
      }
    }
    if (!exporter
        .export(records)
        .join(TIMEOUT.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS)
        .isSuccess()) {
      throw new IOException("the collector at " + endpoint + " does not take them");
    }
    batch.wrote(rest.remaining());
  }

  private void emit(String line) throws IOException {
    LogRecordBuilder record =
        logger
            .logRecordBuilder()
            .setEventName(EVENT)
            .setSeverity(Severity.INFO)
            .setObservedTimestamp(Instant.now())
            .setBody(line);
    try (JsonParser parser = json.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
          parser.skipChildren();
        } else if (name.equals("timestamp")) {
          record.setTimestamp(Instant.parse(parser.getText()));
        } else if (name.equals("type")) {
          record.setEventName(EVENTS + parser.getText());
        } else {
          record.setAttribute(name, parser.getText());
        }
      }
    }
    record.emit();
  }

  @Override
  public void sync() {}

  @Override
  public void tend() {}

  @Override
  public void close() {
    exporter.shutdown().join(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    provider.shutdown();
  }
}
