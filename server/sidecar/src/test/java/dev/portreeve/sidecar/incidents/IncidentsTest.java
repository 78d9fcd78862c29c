package dev.portreeve.sidecar.incidents;

import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each incident of OPERATING.md, staged with a running server, fires the alert named for it. */
class IncidentsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TEAMS = 400;

  private final List<Socket> sockets = new ArrayList<>();
  @TempDir private Path scratch;
  private Path set;

  /** Something that happens to a server, or goes on happening. */
  @FunctionalInterface
  private interface Mishap {
    void happen(RunningServer server) throws IOException, InterruptedException;
  }

  @BeforeEach
  void copySet() {
    set = TestSets.copy("doors", scratch.resolve("set"));
  }

  @AfterEach
  void disconnect() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void policySet_bad_firesItsAlert() throws Exception {
    stage(
        Map.of(),
        server -> {
          Files.writeString(set.resolve("actions/door.open.yaml"), "name: nothing\n");
          shows(server, "portreeve_policy_set_refused");
        },
        server -> {},
        "PortreevePolicySetRefused");
  }

  @Test
  void team_refused_firesItsAlert() throws Exception {
    stage(
        Map.of(),
        server -> {
          Files.writeString(set.resolve("teams/acme.yaml"), "id: acme\nplan: gold\n");
          shows(server, "portreeve_teams_refused");
        },
        server -> {},
        "PortreeveTeamRefused");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void disk_full_firesItsAlerts() throws Exception {
    Path log = scratch.resolve("decisions.jsonl");
    stage(
        Map.of(
            "--decision-log", log.toString(),
            "--decision-log-buffer", "64KiB",
            "--decision-log-when-full", "drop"),
        server -> {
          Path full = Files.createSymbolicLink(scratch.resolve("full"), Path.of("/dev/full"));
          Files.move(full, log, StandardCopyOption.ATOMIC_MOVE);
          check(server);
          shows(server, "portreeve_decision_log_failing");
        },
        server -> {
          while (Scrape.of(server).value("portreeve_decision_log_lost_total") < 1) {
            check(server);
          }
        },
        "PortreeveDecisionLogFailing",
        "PortreeveDecisionsLost");
  }

  @Test
  void overload_moreConnectionsThanAllowed_firesItsAlert() throws Exception {
    stage(
        Map.of("--max-connections", "8"),
        server -> connect(server, 50),
        server -> connect(server, 200),
        "PortreeveOverload");
  }

  @Test
  void source_gone_firesItsAlert() throws Exception {
    stage(
        Map.of(),
        server -> {
          Files.move(set.resolve("teams"), scratch.resolve("gone"));
          Eventually.becomes(true, PATIENCE, () -> staleness(server) > 1);
        },
        server -> Eventually.becomes(true, PATIENCE, () -> staleness(server) > 6),
        "PortreeveSourceStale");
  }

  @Test
  void teams_cold_firesItsAlert() throws Exception {
    String acme = Files.readString(set.resolve("teams/acme.yaml"));
    for (int i = 0; i < TEAMS; i++) {
      Files.writeString(
          set.resolve("teams/t" + i + ".yaml"), acme.replace("id: acme", "id: t" + i));
    }
    stage(
        Map.of("--team-cache", "32KiB"),
        server -> {},
        server -> {
          for (int i = 0; i < TEAMS; i++) {
            server.http().post(DoorRequests.CHECK_PATH, check("t" + i));
          }
        },
        "PortreeveTeamsCold");
  }

  private void stage(Map<String, String> flags, Mishap begin, Mishap goOn, String... alerts)
      throws Exception {
    try (RunningServer server = RunningServer.of(set, flags)) {
      check(server);
      Scrape before = Scrape.of(server);
      begin.happen(server);
      Scrape first = Scrape.of(server);
      goOn.happen(server);
      Scrape second = Scrape.of(server);
      new Prometheus(scratch).assertFires(Set.of(alerts), before, first, second);
    }
  }

  private static void check(RunningServer server) {
    server.http().post(DoorRequests.CHECK_PATH, DoorRequests.CHECK);
  }

  private static String check(String team) {
    return """
        {"subject": {"type": "user", "id": "ana"}, "action": {"name": "door.open"},
         "resource": {"type": "door", "id": "d1", "properties": {"team": "%s", "floor": 3}}}
        """
        .formatted(team);
  }

  private static void shows(RunningServer server, String gauge) {
    Eventually.becomes(1.0, PATIENCE, () -> Scrape.of(server).value(gauge));
  }

  private static double staleness(RunningServer server) {
    return Scrape.of(server).value("portreeve_source_staleness_seconds{source=\"teams\"}");
  }

  /** Opens connections and keeps them until the test ends, so that there are too many. */
  private void connect(RunningServer server, int more) throws IOException {
    Address.Tcp address = (Address.Tcp) server.address();
    String refused = "portreeve_limits_total{limit=\"connections\"}";
    double before = Scrape.of(server).value(refused);
    for (int i = 0; i < more; i++) {
      sockets.add(new Socket(address.host(), address.port()));
    }
    Eventually.becomes(
        true, PATIENCE, () -> Scrape.of(server).value(refused) > before + more / 2.0);
  }
}
