package dev.portreeve.cli;

import dev.portreeve.sidecar.config.Address;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code portreeve ready}: asks a server whether it answers checks; for images without curl. */
@Command(
    name = "ready",
    mixinStandardHelpOptions = true,
    description = "Asks a server whether it answers checks.",
    footer = {"", "Exit status: 0 it does, 1 it does not, 2 bad arguments."})
final class ReadyCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LONGEST_HEAD = 64;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--management",
      paramLabel = "ADDR",
      description = "Its --management. Default: 127.0.0.1:9091.")
  private String management = "127.0.0.1:9091";

  @Override
  public Integer call() {
    if (!(Address.parse(management).orElse(null) instanceof Address.Tcp address)) {
      throw new ParameterException(
          spec.commandLine(), "--management: `" + management + "` is not of the form HOST:PORT");
    }
    String answer = ask(address);
    spec.commandLine().getOut().println(answer);
    return answer.startsWith("HTTP/1.1 200 ") ? Exit.OK : Exit.NOT_PERMITTED;
  }

  /** The first line of the answer, or why there is none. */
  private static String ask(Address.Tcp address) {
    String request = "GET /readyz HTTP/1.1\r\nHost: " + address + "\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket()) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.connect(
          new InetSocketAddress(address.host(), address.port()), (int) PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String head = new String(in.readNBytes(LONGEST_HEAD), StandardCharsets.US_ASCII);
      return head.lines().findFirst().orElse("no answer");
    } catch (IOException e) {
      return "no answer: " + e.getMessage();
    }
  }
}
