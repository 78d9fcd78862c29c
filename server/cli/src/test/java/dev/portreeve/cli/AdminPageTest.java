package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.Sidecar;
import dev.portreeve.sidecar.config.Configuration;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the admin API holds: its commands run as written, one after another. */
class AdminPageTest {
  private static final Path SET = Repository.root().resolve("policies/postman");
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final Pattern VERB =
      Pattern.compile("(?:(\\w+)=\\$\\()?\\./portreeve ([^)\n]*)\\)?");

  /** Where the tests of the sidecar keep the shipped set type-checked. */
  private static final Path CHECKED =
      Repository.root().resolve("server/sidecar/target/checked-policies");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path scratch;

  @Test
  void page_oneSitting_runsAsWritten() throws Exception {
    Programs.ofThisMachine().require("curl");
    List<String> blocks = blocks();
    assertEquals(10, blocks.size());
    Map<String, String> variables = verbs(blocks.get(0));
    Map<String, String> flags =
        Map.of(
            "--policies",
            SET.toString(),
            "--store",
            store(),
            "--cache",
            CHECKED.toString(),
            "--records",
            "access_key,guest_grant,member",
            "--admin",
            "127.0.0.1:0",
            "--listen",
            "127.0.0.1:0",
            "--management",
            "127.0.0.1:0",
            "--credentials",
            scratch.resolve("credentials.yaml").toString());
    try (Sidecar sidecar = Sidecar.start(Configuration.read(flags, Map.of(), Repository.root()))) {
      String administration = shell(blocks.get(1), sidecar, variables);
      assertTrue(administration.contains("\"reason\": \"admin_setting\""), administration);
      String tokens = shell(team(blocks) + blocks.get(2), sidecar, variables);
      assertTrue(tokens.contains("\"value\": \"sealed\""), tokens);
      Eventually.becomes(
          true,
          PATIENCE,
          Duration.ofMillis(200),
          () -> shell(blocks.get(3), sidecar, variables).contains("export_blocked_by_org"));
      String approval = shell(team(blocks) + blocks.get(4), sidecar, variables);
      assertTrue(approval.contains("\"status\": \"approved\""), approval);
      String granted = shell(team(blocks) + blocks.get(5), sidecar, variables);
      assertTrue(granted.contains("\"reason\":\"approval_granted\""), granted);
      String keys = shell(blocks.get(6), sidecar, variables);
      assertTrue(keys.contains("\"fulfilled\":[\"touch_last_used\"]"), keys);
      assertTrue(keys.contains("\"fulfilled\":[\"collection.access_key.revoke\"]"), keys);
      String guests = shell(team(blocks) + blocks.get(7), sidecar, variables);
      assertTrue(guests.contains("\"guest\": \"gia\""), guests);
      assertTrue(guests.contains("\"fulfilled\":[\"remove_from_team\""), guests);
      assertFalse(guests.contains("\"decision\":false"), guests);
      String operation = shell(blocks.get(8), sidecar, variables);
      assertTrue(operation.contains("\"ben\": {\"team_roles\": [\"developer\"]}"), operation);
      String provisioned = shell(blocks.get(9), sidecar, variables);
      assertTrue(provisioned.contains("\"totalResults\":1"), provisioned);
    }
    VerbRun verified = VerbRun.of("audit", "verify", "--store", store());
    assertEquals(0, verified.status(), verified.out() + verified.err());
    VerbRun head = VerbRun.of("audit", "head", "--store", store());
    VerbRun kept = VerbRun.of("audit", "verify", "--store", store(), "--head", head.out().strip());
    assertTrue(kept.out().startsWith("good: "), kept.out() + kept.err());
    VerbRun rows = VerbRun.of("audit", "export", "--store", store());
    assertTrue(rows.out().contains("\"setting\": \"block_collection_exports\""), rows.out());
    Path back = scratch.resolve("back");
    VerbRun exported = VerbRun.of("teams", "export", back.toString(), "--store", store());
    assertTrue(exported.out().startsWith("2 teams written, and "), exported.out() + exported.err());
    assertTrue(Files.readString(back.resolve("acme.jsonl")).contains("\"type\": \"access_key\""));
    assertTrue(Files.readString(back.resolve("acme.yaml")).contains("plan: \"enterprise\""));
  }

  @Test
  void teams_wrongArguments_areToldApart() {
    VerbRun nowhere = VerbRun.of("teams", "import", "/nowhere", "--store", store());
    assertEquals(2, nowhere.status());
    VerbRun odd = VerbRun.of("audit", "head", "--store", "mysql:x");
    assertEquals(2, odd.status());
    assertTrue(odd.err().contains("sqlite:PATH"), odd.err());
  }

  private String store() {
    return "sqlite:" + scratch.resolve("teams.db");
  }

  private static List<String> blocks() throws IOException {
    Matcher matcher = BLOCK.matcher(Files.readString(Repository.root().resolve("server/ADMIN.md")));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }

  /** What a later block takes over from the first of its chapter. */
  private static String team(List<String> blocks) {
    return blocks.get(1).lines().filter(line -> line.startsWith("TEAM=")).findFirst().orElse("")
        + "\n";
  }

  /** Runs the program's own verbs in this process; what they print, by variable. */
  private Map<String, String> verbs(String block) {
    Map<String, String> printed = new HashMap<>();
    Matcher verb = VERB.matcher(block);
    while (verb.find()) {
      List<String> arguments = new ArrayList<>();
      for (String word : verb.group(2).strip().split(" ", -1)) {
        arguments.add(
            switch (word) {
              case "sqlite:teams.db" -> store();
              case "credentials.yaml" -> scratch.resolve(word).toString();
              case "policies/postman/teams" -> SET.resolve("teams").toString();
              default -> word;
            });
      }
      if (arguments.get(0).equals("teams")) {
        arguments.addAll(List.of("--policies", SET.toString()));
      }
      VerbRun ran = VerbRun.of(arguments.toArray(String[]::new));
      assertEquals(0, ran.status(), ran.err());
      if (verb.group(1) != null) {
        printed.put(verb.group(1), ran.out().strip());
      }
    }
    return printed;
  }

  private String shell(String block, Sidecar sidecar, Map<String, String> variables) {
    String script =
        block
            .replace("127.0.0.1:9092", sidecar.administering().orElseThrow().toString())
            .replace("127.0.0.1:8080", sidecar.listening().toString());
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).redirectErrorStream(true);
    bash.environment().putAll(variables);
    try {
      Process process = bash.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), output);
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
