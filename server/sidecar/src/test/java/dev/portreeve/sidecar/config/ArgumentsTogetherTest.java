package dev.portreeve.sidecar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options that are right alone and wrong together. */
class ArgumentsTogetherTest {
  @Test
  void management_sameAddressAsListen_isRefused() {
    String problem =
        problem(Map.of("--listen", "127.0.0.1:8080", "--management", "127.0.0.1:8080"));
    assertTrue(problem.startsWith("--management: `127.0.0.1:8080` is where checks"), problem);
    problem = problem(Map.of("--listen", "unix:/tmp/p", "--management", "unix:/tmp/p"));
    assertTrue(problem.startsWith("--management: `unix:/tmp/p` is where checks"), problem);
  }

  @Test
  void listen_regularFile_isRefusedAndLeftThere(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("letters"), "dear");
    String problem = problem(Map.of("--listen", "unix:" + file));
    assertTrue(problem.contains("is a file that is no socket"), problem);
    assertEquals("dear", Files.readString(file));
  }

  @Test
  void teamCache_asLargeAsTheHeap_isRefusedWithTheReason() {
    String heap = Long.toString(Runtime.getRuntime().maxMemory());
    String problem = problem(Map.of("--team-cache", heap));
    assertTrue(problem.contains("is more than half of the heap"), problem);
  }

  @Test
  void maxInFlight_belowTheLargestRequest_isRefused() {
    String problem = problem(Map.of("--max-in-flight", "1MiB", "--max-batch", "1MiB"));
    assertTrue(problem.startsWith("--max-in-flight: `1MiB` has no room for"), problem);
    long heap = Runtime.getRuntime().maxMemory();
    problem = problem(Map.of("--max-batch", "64MiB", "--max-in-flight", "" + heap / 1_000));
    assertTrue(problem.contains("(--max-batch)"), problem);
  }

  @Test
  void store_besideTeams_isRefusedWithoutItsPassword() {
    String store = "postgresql://ann:hush@db/teams";
    String problem = problem(Map.of("--store", store, "--teams", TestSets.of("doors").toString()));
    assertTrue(problem.startsWith("--teams: "), problem);
    assertTrue(problem.contains("--store: give one") && !problem.contains("hush"), problem);
    problem = problem(Map.of("--store", "mysql://ann:hush@db/teams"));
    assertTrue(problem.startsWith("--store: this is no store: write sqlite:PATH"), problem);
    assertTrue(!problem.contains("hush"), problem);
  }

  @Test
  void admin_whereAnybodyCouldAsk_isRefused(@TempDir Path directory) throws IOException {
    String problem = problem(Map.of("--admin", "127.0.0.1:9092"));
    assertTrue(problem.startsWith("--admin: `127.0.0.1:9092` would let anybody"), problem);
    Path file = Files.writeString(directory.resolve("credentials"), "credentials: []");
    problem = problem(Map.of("--admin", "0.0.0.0:9092", "--credentials", file.toString()));
    assertTrue(problem.contains("in clear text: give --tls-cert"), problem);
    problem = problem(Map.of("--admin", "127.0.0.1:8080", "--credentials", file.toString()));
    assertTrue(problem.contains("needs an address of its own"), problem);
  }

  private static String problem(Map<String, String> flags) {
    Map<String, String> all = new HashMap<>(flags);
    all.put("--policies", TestSets.of("doors").toString());
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class, () -> Configuration.read(all, Map.of(), Path.of("")));
    return refused.problem();
  }
}
