package dev.portreeve.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A process in which two threads edit one team, each edit on top of the last, until it is killed.
 */
final class InterleavedEdits {
  private InterleavedEdits() {}

  /** The team after so many edits. */
  static StoredTeam team(long edits) {
    return StoredTeam.of("acme", Map.of("edits", edits), Map.of());
  }

  /** Runs one and kills it when so many edits are told to be done; how many were told. */
  static long killedAfter(String place, int edits) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=store-tests-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                InterleavedEdits.class.getName(),
                place)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long told = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < edits; ) {
        String line = lines.readLine();
        if (line == null) {
          throw new IllegalStateException("it ended by itself after " + i + " edits");
        }
        if (line.matches("[0-9]+")) { // and no line of a log
          told = Math.max(told, Long.parseLong(line));
          i++;
        }
      }
    } finally {
      process.destroyForcibly();
    }
    process.waitFor();
    return told;
  }

  /**
   * Edits until the end.
   *
   * @param args the place of the store
   */
  public static void main(String[] args) throws StoreException {
    TeamStore store = TeamStore.open(StoreLocation.parse(args[0]).orElseThrow());
    ExecutorService threads = Executors.newFixedThreadPool(2);
    for (int i = 0; i < 2; i++) {
      threads.execute(
          () -> {
            while (true) {
              edit(store);
            }
          });
    }
  }

  private static void edit(TeamStore store) {
    try {
      long done =
          store.<Long, RuntimeException>write(
              transaction -> {
                // The first row of the audit is that of the team as it was made.
                long edits = transaction.number() - 1;
                transaction.putDocument("acme", team(edits).document());
                transaction.record(List.of("acme"), "{\"edit\": " + edits + "}");
                return edits;
              });
      System.out.println(done);
    } catch (StoreException e) {
      throw new IllegalStateException(e.problem(), e);
    }
  }
}
