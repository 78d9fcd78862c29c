package dev.portreeve.bench.load.servers;

import dev.portreeve.bench.load.requests.LoadSet;
import dev.portreeve.bench.load.requests.PackageChecks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Cerbos, the program that npm has, with policies for the same questions. */
public final class CerbosServer {
  private static final String PACKAGE = "@cerbos/cerbos-linux-x64";
  private static final Path POLICIES = Path.of("bench/load/cerbos");
  private static final int FETCH_MINUTES = 3;
  private static final int START_SECONDS = 30;

  private CerbosServer() {}

  /** Serves on the servers' core; nothing where the program cannot be had. */
  public static Optional<RunningServer> serve(Path scratch)
      throws IOException, InterruptedException {
    Optional<Path> program = program(scratch);
    if (program.isEmpty()) {
      return Optional.empty();
    }
    int http = freePort();
    int grpc = freePort();
    Path config = scratch.resolve("cerbos.yaml");
    Files.writeString(config, config(http, grpc, policies(scratch)));
    ChildProcess process =
        ChildProcess.start(
            "Cerbos",
            Cores.server(
                List.of(
                    program.get().toString(),
                    "server",
                    "--config=" + config,
                    "--log-level=error",
                    "--debug-listen-addr=")),
            Map.of("CERBOS_NO_TELEMETRY", "1"),
            scratch);
    awaitPort(http, process);
    awaitPort(grpc, process);
    return Optional.of(new RunningServer("Cerbos", process, http, grpc));
  }

  /** One that is there already ({@code CERBOS}), or npm's. */
  private static Optional<Path> program(Path scratch) throws IOException, InterruptedException {
    String given = System.getenv("CERBOS");
    if (given != null && !given.isEmpty()) {
      return Optional.of(Path.of(given)).filter(Files::isExecutable);
    }
    Path prefix = Files.createDirectories(scratch.resolve("npm"));
    ProcessBuilder npm =
        new ProcessBuilder(
            "npm",
            "install",
            "--prefix",
            prefix.toString(),
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            PACKAGE);
    npm.redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.to(scratch.resolve("npm.log").toFile()));
    try {
      Process process = ChildProcess.run(npm);
      if (!process.waitFor(FETCH_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (IOException noNpm) {
      return Optional.empty();
    }
    Path program = prefix.resolve("node_modules/" + PACKAGE + "/cerbos-linux-x64");
    return Optional.of(program).filter(Files::isExecutable);
  }

  private static String config(int http, int grpc, Path policies) {
    return """
        server: {httpListenAddr: "127.0.0.1:%d", grpcListenAddr: "127.0.0.1:%d"}
        storage: {driver: disk, disk: {directory: "%s", watchForChanges: false}}
        telemetry: {disabled: true}
        audit: {enabled: false}
        """
        .formatted(http, grpc, policies);
  }

  private static Path policies(Path scratch) throws IOException {
    Path policies = Files.createDirectories(scratch.resolve("cerbos-policies"));
    Files.copy(POLICIES.resolve("collection.yaml"), policies.resolve("collection.yaml"));
    String template = Files.readString(POLICIES.resolve("packages.yaml"));
    for (int number : LoadSet.PATTERNS) {
      String name = LoadSet.packageTeam(number).replace('-', '_');
      String list =
          PackageChecks.patterns(number).stream()
              .map(pattern -> "        - '" + GlobRegex.of(pattern) + "'")
              .collect(Collectors.joining("\n"));
      Files.write(
          policies.resolve(name + ".yaml"),
          template
              .replace("RESOURCE", name)
              .replace("        - PATTERNS", list)
              .getBytes(StandardCharsets.UTF_8));
    }
    return policies;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPort(int port, ChildProcess process) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < until) {
      try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
        open.getPort();
        return;
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new IllegalStateException("Cerbos does not start: " + process.lastLines());
  }
}
