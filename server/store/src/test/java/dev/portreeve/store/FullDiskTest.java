package dev.portreeve.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store on a file system of eight MiB, for whoever may mount one. */
class FullDiskTest {
  private static final int BLOCK = 1 << 12;

  @TempDir private Path disk;

  @BeforeEach
  void mount() throws Exception {
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=8m", "portreeve", disk.toString()) == 0,
        "mounting takes root and a system that lets it");
  }

  @AfterEach
  void unmount() throws Exception {
    int unused = run("umount", disk.toString());
  }

  private static int run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Process process;
    try {
      process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      return -1; // there is no such program
    }
    return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  @Test
  void write_noSpaceLeft_changesNothingUntilThereIsSome() throws Exception {
    StoreLocation place = StoreLocation.parse("sqlite:" + disk.resolve("t.db")).orElseThrow();
    Path ballast = disk.resolve("ballast");
    try (TeamStore store = TeamStore.open(place)) {
      TeamStoreContract.put(store, team("acme", 1));
      fill(ballast);
      StoreException full =
          assertThrows(
              StoreException.class,
              () -> {
                for (int i = 0; i < 100; i++) {
                  TeamStoreContract.put(store, team("big" + i, 2_000));
                }
              });
      assertTrue(full.problem().contains("full"), full.problem());
      StoreState kept = store.state();
      assertEquals(kept.number(), kept.teams(), "each change made one team");
      assertEquals(Optional.of(team("acme", 1)), store.team("acme"));
      assertEquals(Optional.empty(), store.team("big" + (kept.teams() - 1)));
      Files.delete(ballast);
      TeamStoreContract.put(store, team("late", 2_000));
      assertEquals(kept.teams() + 1, store.state().teams());
      assertTrue(new Audit(store).verify(Optional.of(kept)).good());
    }
  }

  private static StoredTeam team(String id, int length) {
    return TeamStoreContract.team(id, true, Map.of("ana", Map.of("note", "x".repeat(length))));
  }

  private static void fill(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] block = new byte[BLOCK];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertTrue(Files.size(file) > BLOCK, full.toString());
    }
  }
}
