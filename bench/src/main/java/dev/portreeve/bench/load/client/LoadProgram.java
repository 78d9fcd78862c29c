package dev.portreeve.bench.load.client;

import dev.portreeve.bench.load.servers.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that run for a known time. */
public final class LoadProgram {
  private static final int GRACE_SECONDS = 30;

  private LoadProgram() {}

  /** Whether a program is on the path. */
  public static boolean exists(String name) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> new File(folder, name).canExecute());
  }

  /** What a program prints that must end well, after so many seconds or soon after. */
  public static String output(List<String> command, int seconds)
      throws IOException, InterruptedException {
    Process process = ChildProcess.run(new ProcessBuilder(command).redirectErrorStream(true));
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(seconds + GRACE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(command.get(0) + " fails:\n" + output);
    }
    return output;
  }
}
