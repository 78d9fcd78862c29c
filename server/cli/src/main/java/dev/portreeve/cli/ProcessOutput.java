package dev.portreeve.cli;

import dev.portreeve.sidecar.config.LogFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a server says beside its log, in the format of its log: that it is ready, or why it is not.
 *
 * @param format of every line
 * @param err where it is told why there is nothing to serve
 */
record ProcessOutput(LogFormat format, PrintWriter err) {

  /** Says on standard output that checks are answered. */
  void ready(ReadyLine line) {
    String text =
        switch (format) {
          case TEXT -> line.text();
          case JSON -> JsonLine.of(Instant.now(), "INFO", line.text(), line.members());
        };
    System.out.println(text);
    System.out.flush();
  }

  /** Says why a start failed: the problems one by one, then what they amount to. */
  void failed(List<String> problems, String summary) {
    problems.forEach(this::error);
    if (!summary.isEmpty()) {
      error("portreeve: " + summary);
    }
  }

  /** Says what ended the process though it should not have. */
  void failed(Throwable failure) {
    switch (format) {
      case TEXT -> {
        err.println("portreeve: " + failure);
        failure.printStackTrace(err);
      }
      case JSON -> {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        Map<String, String> more = Map.of("exception", trace.toString());
        err.println(JsonLine.of(Instant.now(), "ERROR", "portreeve: " + failure, more));
      }
    }
    err.flush();
  }

  private void error(String text) {
    err.println(
        switch (format) {
          case TEXT -> text;
          case JSON -> JsonLine.of(Instant.now(), "ERROR", text, Map.of());
        });
    err.flush();
  }
}
