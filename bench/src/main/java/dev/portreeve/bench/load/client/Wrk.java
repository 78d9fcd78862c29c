package dev.portreeve.bench.load.client;

import dev.portreeve.bench.load.servers.Way;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The generator {@code wrk}: HTTP/1.1 as fast as it is answered. */
final class Wrk {
  private static final String SCRIPT = "bench/load/checks.lua";
  private static final Pattern DONE =
      Pattern.compile("answers=(\\d+) bytes=(\\d+) micros=(\\d+) statuses=(\\d+) broken=(\\d+)");

  private Wrk() {}

  static Load run(PreparedTarget prepared, int connections, int seconds, Path scratch)
      throws IOException, InterruptedException {
    Path bodies = scratch.resolve("bodies");
    StringBuilder lines = new StringBuilder();
    prepared
        .asked()
        .calls()
        .forEach(
            call -> lines.append(new String(call.bytes(), StandardCharsets.UTF_8)).append('\n'));
    Files.writeString(bodies, lines);
    Way way = prepared.asked().server().way();
    String url = way.url(prepared.asked().port()) + prepared.asked().calls().get(0).path();
    List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c" + connections));
    command.addAll(way.options());
    command.addAll(
        List.of(
            "-d" + seconds + "s", "--timeout", "10s", "-s", SCRIPT, url, "--", bodies.toString()));
    return parse(LoadProgram.output(command, seconds));
  }

  /** Reads the line that the script prints at the end. */
  static Load parse(String output) {
    Matcher done = DONE.matcher(output);
    if (!done.find()) {
      throw new IllegalStateException("wrk says:\n" + output);
    }
    return new Load(
        Long.parseLong(done.group(1)),
        Long.parseLong(done.group(2)),
        Long.parseLong(done.group(3)) / 1e6,
        Long.parseLong(done.group(4)) + Long.parseLong(done.group(5)));
  }
}
