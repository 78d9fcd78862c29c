package dev.portreeve.engine.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.Rfc3339;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that Java takes and RFC 3339 or CEL do not, and the other way round. */
class TextConversionTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-20T00:00:00Z, 2026-11-20T00:00:00Z",
    "2026-11-20t00:00:00z, 2026-11-20T00:00:00Z",
    "2026-11-20T23:59:00+23:59, 2026-11-20T00:00:00Z",
    "2026-11-20T00:00:00-23:59, 2026-11-20T23:59:00Z",
    "2026-11-20T00:00:00-00:00, 2026-11-20T00:00:00Z",
    "2026-11-20T00:00:00.5Z, 2026-11-20T00:00:00.5Z",
    "2026-11-20T00:00:00.1234567899Z, 2026-11-20T00:00:00.123456789Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
    "2024-02-29T12:00:00Z, 2024-02-29T12:00:00Z"
  })
  void timestamp_rfc3339_isTaken(String text, Instant moment) {
    assertEquals(moment, Rfc3339.parse(text));
    assertEquals(moment, TextConversion.toTimestamp(text));
    assertEquals("yes", decided("timestamp(subject.text)", "at", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-20T00:00Z",
        "2026-11-20T00Z",
        "2026-11-20T00:00:00",
        "2026-11-20T00:00:00+01",
        "2026-11-20T00:00:00+0100",
        "2026-11-20T00:00:00+01:00:30",
        "2026-11-20T00:00:00+24:00",
        "2026-11-20T00:00:00+01:60",
        "+002026-11-20T00:00:00Z",
        "-0001-11-20T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-00:01",
        "2025-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-11-20T24:00:00Z",
        "2026-11-20T23:60:00Z",
        "2026-11-20T23:59:60Z",
        "2026-11-20 00:00:00Z",
        "2026-11-20T00:00:00,5Z",
        "2026-11-20T00:00:00.Z",
        "2026-11-20T00:00:00Z[Europe/Paris]",
        "2026-W47-5T00:00:00Z",
        " 2026-11-20T00:00:00Z",
        "2026-11-20T00:00:00Z ",
        "٢٠٢٦-11-20T00:00:00Z",
        ""
      })
  void timestamp_anythingElse_isRefused(String text) {
    assertNull(Rfc3339.parse(text));
    Frame frame = frame().fact(Entity.SUBJECT, "at", text);
    int slot = SNAPSHOT.schema().slot(Entity.SUBJECT, "at");
    assertInstanceOf(InvalidValue.class, frame.value(slot));
    assertEquals("policy_error", decided("timestamp(subject.text)", "at", text));
  }

  @ParameterizedTest
  @CsvSource({
    "12, 12",
    "-12, -12",
    "+7, 7",
    "007, 7",
    "-9223372036854775808, -9223372036854775808"
  })
  void int_digits_isTaken(String text, long value) {
    assertEquals(value, TextConversion.toInt(text));
    assertEquals("yes", decided("int(subject.text) == " + value, "", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "٣",
        "1_000",
        "0x10",
        "1.0",
        "1e3",
        " 1",
        "1 ",
        "",
        "+",
        "--1",
        "1L",
        "９",
        "9223372036854775808"
      })
  void int_anythingElse_isRefused(String text) {
    assertNull(TextConversion.toInt(text));
    assertEquals("policy_error", decided("int(subject.text) == 3", "", text));
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 1.5",
    "-1.5e3, -1500.0",
    ".5, 0.5",
    "5., 5.0",
    "1E-2, 0.01",
    "+2, 2.0",
    "1e-400, 0.0"
  })
  void double_number_isTaken(String text, double value) {
    assertEquals(value, TextConversion.toDouble(text));
    assertEquals("yes", decided("double(subject.text) == " + value, "", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " 1.5f ",
        "1.5f",
        "1.5d",
        "0x1p3",
        "١.٥",
        "1e",
        "e1",
        ".",
        "",
        "1,5",
        "1e999",
        "1 ",
        "infinite"
      })
  void double_anythingElse_isRefused(String text) {
    assertNull(TextConversion.toDouble(text));
    assertEquals("policy_error", decided("double(subject.text) == 1.5", "", text));
  }

  @Test
  void double_special_isTaken() {
    assertEquals(Double.POSITIVE_INFINITY, TextConversion.toDouble("Infinity"));
    assertEquals(Double.NEGATIVE_INFINITY, TextConversion.toDouble("-inf"));
    assertEquals(Double.NaN, TextConversion.toDouble("NaN"));
  }

  @ParameterizedTest
  @CsvSource({
    "1h30m, PT1H30M",
    "-1.5s, PT-1.5S",
    "0, PT0S",
    "100ms, PT0.1S",
    "1us, PT0.000001S",
    "1ns, PT0.000000001S",
    "+.5h, PT30M",
    "1h1h, PT2H",
    "1.s, PT1S"
  })
  void duration_amounts_isTaken(String text, Duration value) {
    assertEquals(value, TextConversion.toDuration(text));
    assertEquals("yes", decided("duration(subject.text) == duration('" + text + "')", "", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "30d",
        "1",
        "1 h",
        " 1s",
        "1s ",
        "",
        "-",
        "s",
        ".s",
        "1S",
        "PT1S",
        "١s",
        "1h-1m",
        "320000000000s",
        "1w"
      })
  void duration_anythingElse_isRefused(String text) {
    assertNull(TextConversion.toDuration(text));
    assertEquals("policy_error", decided("duration(subject.text) == duration('1s')", "", text));
  }

  private static final Snapshot SNAPSHOT = set("true || subject.id == ''");

  private static Snapshot set(String condition) {
    return TestSet.of(
            """
            name: texts
            subject: {properties: {text: {type: string}, at: {type: string, format: date-time}}}
            actions: {ask: {}}
            """)
        .condition("ask", condition)
        .load();
  }

  private static Frame frame() {
    return TestSet.frame(SNAPSHOT, "ask");
  }

  /** The reason of an expression, which must be the same in both forms. */
  private static String decided(String expression, String fact, String text) {
    String condition = fact.isEmpty() ? expression : expression + " == subject." + fact;
    Snapshot snapshot = set(condition);
    Frame frame = TestSet.frame(snapshot, "ask").fact(Entity.SUBJECT, "text", text);
    if (!fact.isEmpty()) {
      boolean known = Rfc3339.parse(text) != null;
      frame.fact(Entity.SUBJECT, fact, known ? text : "2026-01-01T00:00:00Z");
    }
    String reason = snapshot.decide(frame).reason();
    assertEquals(reason, snapshot.decide(frame, null, ConstantProbe.NONE).reason());
    return reason;
  }
}
