package dev.portreeve.bench.load.client;

import dev.portreeve.bench.load.servers.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The generator {@code h2load}: HTTP/2 as fast as it is answered, one and the same call. */
final class H2load {
  private static final Pattern REQUESTS =
      Pattern.compile("(\\d+) succeeded, (\\d+) failed, (\\d+) errored, (\\d+) timeout");
  private static final Pattern DATA = Pattern.compile("\\((\\d+)\\) data");

  private H2load() {}

  static Load run(PreparedTarget prepared, Shape shape, int seconds, Path scratch)
      throws IOException, InterruptedException {
    Path body = scratch.resolve("body");
    Files.write(body, Http2Connection.framed(prepared.asked().calls().get(0).bytes()));
    Way way = prepared.asked().server().way();
    List<String> command =
        new ArrayList<>(
            List.of(
                "h2load",
                "-t1",
                "-c" + shape.connections(),
                "-m" + shape.streams(),
                "-D" + seconds,
                "-d" + body,
                "-Hcontent-type: application/grpc",
                "-Hte: trailers"));
    command.addAll(way.options());
    command.add(way.url(prepared.asked().port()) + prepared.asked().calls().get(0).path());
    return parse(LoadProgram.output(command, seconds), seconds);
  }

  /** Reads what it prints at the end. */
  static Load parse(String output, int seconds) {
    Matcher requests = REQUESTS.matcher(output);
    Matcher data = DATA.matcher(output);
    if (!requests.find() || !data.find()) {
      throw new IllegalStateException("h2load says:\n" + output);
    }
    long failures = 0;
    for (int group = 2; group <= 4; group++) {
      failures += Long.parseLong(requests.group(group));
    }
    return new Load(
        Long.parseLong(requests.group(1)), Long.parseLong(data.group(1)), seconds, failures);
  }
}
