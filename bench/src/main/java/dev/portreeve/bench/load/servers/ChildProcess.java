package dev.portreeve.bench.load.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that was started here, and is ended here whatever happens. */
public final class ChildProcess implements AutoCloseable {
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
  private static final long MICROS_A_TICK = 10_000;
  private static final Duration START = Duration.ofMinutes(5);
  private static final int STOP_SECONDS = 5;

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
  }

  private final String name;
  private final Process process;
  private final Path log;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Starts a process whose errors go to a file; its output may be read. */
  static ChildProcess start(
      String name, List<String> command, Map<String, String> environment, Path logs)
      throws IOException {
    Path log = logs.resolve(name.replace(' ', '-') + ".log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new ChildProcess(name, run(builder), log);
  }

  /** Starts a process that is ended with this one at the latest. */
  public static Process run(ProcessBuilder builder) throws IOException {
    RUNNING.removeIf(ended -> !ended.isAlive());
    Process process = builder.start();
    RUNNING.add(process);
    return process;
  }

  /** The first line of its output that begins in a certain way; the rest is read and dropped. */
  String await(String beginning) {
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(beginning, line), name + "-output");
    reader.setDaemon(true);
    reader.start();
    try {
      return line.get(START.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(name + " does not start: " + lastLines(), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void read(String beginning, CompletableFuture<String> wanted) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(beginning)) {
          wanted.complete(line);
        }
      }
      wanted.completeExceptionally(new IOException("its output ended"));
    } catch (IOException e) {
      wanted.completeExceptionally(e);
    }
  }

  String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String name() {
    return name;
  }

  /** The processor time it has taken so far. */
  public long cpuMicros() {
    String stat = proc("stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_A_TICK;
  }

  /** A size of {@code /proc/PID/status} in MiB: {@code VmRSS} or {@code VmHWM}. */
  public double mebibytes(String size) {
    return proc("status")
        .lines()
        .filter(line -> line.startsWith(size + ":"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** The words it was started with. */
  List<String> command() {
    return Arrays.asList(proc("cmdline").split("\0", -1));
  }

  public long pid() {
    return process.pid();
  }

  private String proc(String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (IOException e) {
      throw new IllegalStateException(name + " has ended: " + lastLines(), e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
