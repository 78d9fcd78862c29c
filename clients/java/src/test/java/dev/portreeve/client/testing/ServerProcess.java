package dev.portreeve.client.testing;

import dev.portreeve.source.testing.Eventually;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code portreeve serve} as a process of its own, which can be stopped and killed. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("portreeve ready listen=(\\S+) .*");
  private static final int PATIENCE_SECONDS = 120;

  private final Process process;
  private final String listen;

  private ServerProcess(Process process, String listen) {
    this.process = process;
    this.listen = listen;
  }

  /**
   * Serves {@link Desk} and waits until checks are answered.
   *
   * @param listen {@code 127.0.0.1:0} or {@code unix:/path}
   */
  public static ServerProcess start(String listen) {
    return start(Desk.set(), listen);
  }

  /** Serves a policy set and waits until checks are answered. */
  public static ServerProcess start(Path set, String listen) {
    try {
      Process process =
          new ProcessBuilder(command(set, listen))
              .redirectError(Redirect.DISCARD)
              .redirectInput(Redirect.from(new File("/dev/null")))
              .start();
      return ready(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Path set, String listen) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("dev.portreeve.cli.Portreeve", "serve", "--policies"));
    command.addAll(List.of(set.toString(), "--listen", listen, "--cache", "off"));
    command.addAll(List.of("--management", "127.0.0.1:0"));
    return command;
  }

  /* The reader stays open with the process: what it prints later goes nowhere, and it prints none. */
  @SuppressWarnings("resource")
  private static ServerProcess ready(Process process) throws IOException {
    Thread guard =
        new Thread(
            () -> {
              try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                  process.destroyForcibly();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "guard");
    guard.setDaemon(true);
    guard.start();
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    guard.interrupt();
    Matcher ready = READY.matcher(String.valueOf(line));
    if (!ready.matches()) {
      process.destroyForcibly();
      throw new AssertionError("not ready: " + line);
    }
    return new ServerProcess(process, ready.group(1));
  }

  /** Where it listens, as an address of the client. */
  public String address() {
    return listen.startsWith("unix:") ? listen : "http://" + listen;
  }

  /** Where it listens, as an option of the server. */
  public String listen() {
    return listen;
  }

  /** Sends SIGSTOP and waits until it counts: its sockets stay open, and nobody answers. */
  public void pause() {
    signal("STOP");
    Eventually.becomes(true, Duration.ofSeconds(PATIENCE_SECONDS), this::stopped);
  }

  /** Whether every thread stands still; a thread that runs takes note of the signal later. */
  private boolean stopped() {
    Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
    try (Stream<Path> each = Files.list(threads)) {
      return each.allMatch(ServerProcess::stopped);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean stopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.startsWith("T", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return true;
    }
  }

  /** Sends SIGCONT. */
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      String pid = Long.toString(process.pid());
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

  @Override
  public void close() {
    kill();
  }

  /** Sends SIGTERM and waits for the end. */
  public void terminate() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("it does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends SIGKILL and waits for the end. */
  public void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
