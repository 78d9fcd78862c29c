package dev.portreeve.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program, run as a process of its own with the classes of this one. */
public final class CommandProcess implements AutoCloseable {
  /** As much heap as the launcher gives; a server that needs more ends. */
  static final List<String> LAUNCHER =
      List.of("-Xms16m", "-Xmx64m", "-Xmn5m", "-XX:+ExitOnOutOfMemoryError");

  private static final Pattern LISTEN = Pattern.compile(" listen=127\\.0\\.0\\.1:([0-9]+) ");
  private static final Pattern MANAGEMENT =
      Pattern.compile(" management=127\\.0\\.0\\.1:([0-9]+) ");

  /** Options of JVMs that live for moments. */
  static final List<String> PACE = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final int PATIENCE_SECONDS = 120;
  private static final long PACE_NANOS = 2_000_000;

  private final Process process;
  private final Path errors;
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());
  private final Queue<String> raw = new ConcurrentLinkedQueue<>();
  private final Thread reader;

  private CommandProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.reader = new Thread(this::read, "output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Runs the program.
   *
   * @param scratch an empty directory
   * @param environment variables beside those of this process
   */
  public static CommandProcess run(
      Path scratch, Map<String, String> environment, String... arguments) {
    return run(scratch, environment, List.of(), arguments);
  }

  /** Runs the program with more options of the JVM. */
  public static CommandProcess run(
      Path scratch, Map<String, String> environment, List<String> jvmOptions, String... arguments) {
    Path errors = scratch.resolve("stderr" + System.nanoTime());
    ProcessBuilder builder = builder(scratch, jvmOptions, arguments).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    try {
      return new CommandProcess(builder.start(), errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server of a policy set, at ports of its own. */
  static CommandProcess serve(
      Path scratch, List<String> jvmOptions, Path policies, String... more) {
    List<String> arguments = new ArrayList<>(List.of("serve", "--policies", policies.toString()));
    arguments.addAll(List.of("--listen", "127.0.0.1:0", "--management", "127.0.0.1:0"));
    arguments.addAll(List.of(more));
    return run(scratch, Map.of(), jvmOptions, arguments.toArray(String[]::new));
  }

  /** Runs another command that ends in the program. */
  static CommandProcess run(Path scratch, List<String> command) {
    return run(scratch, Map.of(), command);
  }

  /** Runs another command that ends in the program, with more variables. */
  static CommandProcess run(Path scratch, Map<String, String> environment, List<String> command) {
    Path errors = scratch.resolve("stderr" + System.nanoTime());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(errors.toFile()).directory(scratch.toFile());
    builder.environment().putAll(environment);
    try {
      return new CommandProcess(builder.start(), errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What starts the program. */
  static ProcessBuilder builder(Path scratch, List<String> jvmOptions, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(PACE);
    command.addAll(ArchivedClasses.options());
    command.addAll(jvmOptions);
    command.addAll(permissions());
    command.add("dev.portreeve.cli.Portreeve");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(scratch.toFile());
  }

  /** What this process may do to memory, the other one may; newer JVMs warn of the rest. */
  private static List<String> permissions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--") || argument.contains("Unrecognized"))
        .toList();
  }

  /** The line that says that it is ready. */
  public String awaitReady() {
    long began = System.nanoTime();
    while (output.isEmpty()) {
      if (!process.isAlive() || System.nanoTime() - began > PATIENCE_SECONDS * 1_000_000_000L) {
        throw new AssertionError("not ready: " + errors() + threads());
      }
      LockSupport.parkNanos(PACE_NANOS);
    }
    return output.get(0);
  }

  /** What its threads are doing, for whoever wonders why it does not get on. */
  private String threads() {
    if (!process.isAlive()) {
      return "";
    }
    signal("QUIT");
    try {
      TimeUnit.SECONDS.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return String.join("\n", output());
  }

  /** The port that the line names. */
  public int port() {
    Matcher matcher = LISTEN.matcher(awaitReady());
    if (!matcher.find()) {
      throw new AssertionError(awaitReady());
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** The port of probes and metrics that the line names. */
  public int managementPort() {
    Matcher matcher = MANAGEMENT.matcher(awaitReady());
    if (!matcher.find()) {
      throw new AssertionError(awaitReady());
    }
    return Integer.parseInt(matcher.group(1));
  }

  /**
   * Sends SIGTERM; {@code Process.destroy} would also close the output that is still being read.
   */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Sends a signal: {@code HUP}. */
  public void signal(String name) {
    try {
      String pid = Long.toString(pid());
      if (new ProcessBuilder("kill", "-" + name, pid).start().waitFor() != 0) {
        throw new AssertionError("no signal sent");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Its resident memory, in KiB. */
  long residentKib() throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"))
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  /** Waits for its end; the exit status. */
  public int await() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("still running: " + output + errors());
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Writes to its standard input. */
  void type(String text) {
    try {
      process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends its standard input. */
  void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it wrote to standard output so far, by line. */
  public List<String> output() {
    return List.copyOf(output);
  }

  /** What it wrote to standard output so far, with lines that have not ended. */
  String text() {
    return String.join("", raw);
  }

  /** What it wrote to standard error so far. */
  public String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (Reader in = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      char[] some = new char[1 << 12];
      StringBuilder line = new StringBuilder();
      for (int count = in.read(some); count >= 0; count = in.read(some)) {
        raw.add(new String(some, 0, count));
        line.append(some, 0, count);
        for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n")) {
          output.add(line.substring(0, end));
          line.delete(0, end + 1);
        }
      }
      if (!line.isEmpty()) {
        output.add(line.toString());
      }
    } catch (IOException e) {
      output.add("unreadable: " + e);
    }
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
    await();
  }
}
