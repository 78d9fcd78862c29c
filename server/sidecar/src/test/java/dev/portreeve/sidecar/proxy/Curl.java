package dev.portreeve.sidecar.proxy;

import dev.portreeve.source.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A user at a terminal, as in the examples. */
final class Curl {
  private Curl() {}

  /** What came back. */
  record Answer(int status, String body) {}

  /**
   * Gets a page of a proxy on this machine.
   *
   * @param user whose password is the same word; empty for nobody
   * @param target sent as it is written
   * @param more arguments
   */
  static Answer ask(int port, String user, String host, String target, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Programs.ofThisMachine().require("curl").toString());
    command.addAll(List.of("-s", "--path-as-is", "--max-time", "20", "-w", "\n%{http_code}"));
    command.addAll(List.of("--resolve", host + ":" + port + ":127.0.0.1"));
    if (!user.isEmpty()) {
      command.addAll(List.of("-u", user + ":" + user));
    }
    command.addAll(List.of(more));
    command.add("http://" + host + ":" + port + target);
    try {
      Process process = new ProcessBuilder(command).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int last = out.lastIndexOf('\n');
      return new Answer(Integer.parseInt(out.substring(last + 1)), out.substring(0, last));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
