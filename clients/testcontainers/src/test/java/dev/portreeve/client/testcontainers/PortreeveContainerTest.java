package dev.portreeve.client.testcontainers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.http.HttpDecisionPoint;
import dev.portreeve.client.testing.Desk;
import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.testing.RunningServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.WaitStrategyTarget;
import org.testcontainers.utility.MountableFile;

/**
 * What can be shown without a container engine: what the engine would be told, and that a server
 * with these very options is waited for and answers.
 */
class PortreeveContainerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Shown container = new Shown();

  /** A container that shows what it waits for. */
  private static final class Shown extends PortreeveContainer {
    Shown() {
      super("portreeve:0.1.0");
      withPolicies(Desk.set());
    }

    void awaitReady(WaitStrategyTarget target, Duration patience) {
      getWaitStrategy().withStartupTimeout(patience).waitUntilReady(target);
    }
  }

  /** The options of the container's command that are not about places inside of it. */
  private static Map<String, String> options(PortreeveContainer container) {
    List<String> command = List.of(container.getCommandParts());
    assertEquals("serve", command.get(0));
    Map<String, String> options = new HashMap<>();
    for (String option : command.subList(1, command.size())) {
      int equals = option.indexOf('=');
      options.put(
          equals < 0 ? option : option.substring(0, equals),
          equals < 0 ? "true" : option.substring(equals + 1));
    }
    return options;
  }

  private static int port(Address bound) {
    String text = bound.toString();
    return Integer.parseInt(text.substring(text.lastIndexOf(':') + 1));
  }

  @SuppressWarnings("deprecation") // nothing else tells what is copied into a container to be made
  @Test
  void container_forAPolicySet_isDescribedWhole() {
    assertTrue(container.getImage().toString().contains("imageName=portreeve:0.1.0"));
    assertEquals(List.of(8080, 9091), container.getExposedPorts());
    assertEquals(
        List.of(
            "serve",
            "--listen=0.0.0.0:8080",
            "--management=0.0.0.0:9091",
            "--insecure-no-auth",
            "--insecure-no-tls",
            "--policies=/policies"),
        List.of(container.getCommandParts()));
    Map<MountableFile, String> copied = container.getCopyToFileContainerPathMap();
    assertEquals(List.of("/policies"), List.copyOf(copied.values()));
    assertEquals(Desk.set().toString(), copied.keySet().iterator().next().getFilesystemPath());
  }

  @Test
  void withPolicies_noDirectory_saysWhatToName() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> container.withPolicies(Path.of("/nowhere")));
    assertEquals("`/nowhere` is not a directory: name that of a policy set", refused.getMessage());
  }

  @Test
  void command_ofTheContainer_startsAServerThatIsWaitedForAndAnswers() {
    Map<String, String> options = options(container.withOptions("--unknown-facts=refuse"));
    options.replace("--policies", Desk.set().toString());
    options.replace("--listen", "0.0.0.0:0");
    options.replace("--management", "0.0.0.0:0");
    RunningServer server = RunningServer.of(Desk.set(), options);
    int management = port(server.sidecar().managing());
    Published published = new Published(Map.of(9091, management));
    try (server;
        DecisionPoint pdp =
            HttpDecisionPoint.builder()
                .address("http://127.0.0.1:" + port(server.sidecar().listening()))
                .deadline(PATIENCE)
                .build()) {
      container.awaitReady(published, PATIENCE);
      assertTrue(pdp.check(Desk.PERMITTED).permitted());
    }
    assertThrows(
        ContainerLaunchException.class,
        () -> container.awaitReady(published, Duration.ofSeconds(1)));
  }
}
