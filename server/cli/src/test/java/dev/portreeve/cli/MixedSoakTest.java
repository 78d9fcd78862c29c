package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RawHttp1;
import dev.portreeve.sidecar.testing.Seeds;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that hostile clients and careless operators do, at once and for minutes, to a server
 * with the launcher's heap: it answers others all the while, takes in every good change, and does
 * not grow. {@code -Dportreeve.soakSeconds=1800} says for how long.
 */
@Tag("soak")
class MixedSoakTest {
  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("portreeve.soakSeconds", 300));
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ATTACKERS = 4;
  private static final double GROWTH = 1.3;

  @TempDir private Path directory;

  @Test
  void server_hostileClientsAndOperatorsAtOnce_answersOthersAndDoesNotGrow() throws Exception {
    long seed = Seeds.fresh();
    Path set = TestSets.copy("doors", directory.resolve("set"));
    try (CommandProcess server =
        CommandProcess.serve(directory, CommandProcess.LAUNCHER, set, "--log-level", "error")) {
      OtherClient other = new OtherClient(server.port());
      long end = System.nanoTime() + TIME.toNanos();
      List<Thread> attackers = attackers(server.port(), seed, end);
      Operator operator = new Operator(set, new Random(seed));
      long third = System.nanoTime() + TIME.toNanos() / 3;
      long settled = 0;
      while (System.nanoTime() < end && server.alive()) {
        operator.changesSomething();
        Thread.sleep(200);
        if (settled == 0 && System.nanoTime() > third) {
          settled = server.residentKib();
        }
      }
      for (Thread attacker : attackers) {
        attacker.join();
      }
      assertTrue(server.alive(), () -> server.output() + server.errors());
      operator.mends();
      for (boolean locked : new boolean[] {true, false}) {
        operator.locks(locked);
        Eventually.becomes(locked, PATIENCE, () -> isLocked(server.port()));
      }
      other.stop("");
      long now = server.residentKib();
      assertTrue(now < GROWTH * settled, settled + " KiB became " + now);
      server.terminate();
      assertEquals(0, server.await(), server.errors());
      assertEquals("", OtherClient.traces(server.errors()));
    }
  }

  private static List<Thread> attackers(int port, long seed, long end) {
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < ATTACKERS; i++) {
      Random random = new Random(seed + i);
      Thread thread =
          new Thread(
              () -> {
                while (System.nanoTime() < end) {
                  HostileClients.one(port, random);
                }
              });
      thread.setDaemon(true);
      thread.start();
      all.add(thread);
    }
    return all;
  }

  private static boolean isLocked(int port) {
    String body =
        DoorRequests.CHECK
            .replace("door.knock", "door.open")
            .replace(
                "\"id\":\"d1\"", "\"id\":\"d1\",\"properties\":{\"team\":\"acme\",\"floor\":1}");
    try (RawHttp1 client = new RawHttp1(port)) {
      return client
          .send(RawHttp1.post(DoorRequests.CHECK_PATH, body))
          .read()
          .contains("\"locked\"");
    } catch (IOException e) {
      return false;
    }
  }

  /** Changes files of a set as people and programs do, rightly and wrongly. */
  private static final class Operator {
    private final Path set;
    private final Random random;
    private final Path schema;
    private final String goodSchema;

    Operator(Path set, Random random) throws IOException {
      this.set = set;
      this.random = random;
      this.schema = set.resolve("schema.yaml");
      this.goodSchema = Files.readString(schema);
    }

    void changesSomething() throws IOException {
      Path team = set.resolve("teams/t" + random.nextInt(5) + ".yaml");
      switch (random.nextInt(7)) {
        case 0 -> Files.writeString(schema, goodSchema.substring(0, random.nextInt(200)));
        case 1 -> Files.writeString(schema, goodSchema);
        case 2 -> {
          Files.deleteIfExists(team);
          Files.createSymbolicLink(team, team.getFileName());
        }
        case 3 -> {
          Files.deleteIfExists(team);
          Files.writeString(team, "id: [");
        }
        case 4 -> Files.deleteIfExists(team);
        case 5 -> {
          Files.deleteIfExists(team);
          Files.writeString(team, "# " + "x".repeat(100_000));
        }
        default -> locks(random.nextBoolean());
      }
    }

    /** Replaces the team that is asked about, at once. */
    void locks(boolean locked) throws IOException {
      Path next = set.resolve("next");
      Files.writeString(next, "id: acme\nplan: team\nsettings: {locked: " + locked + "}\n");
      Files.move(next, set.resolve("teams/acme.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    void mends() throws IOException {
      Files.writeString(schema, goodSchema);
    }
  }
}
