package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.Programs;
import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixPeerTest {
  private static String status(Path socket) throws IOException {
    String curl = Programs.ofThisMachine().require("curl").toString();
    Process process =
        new ProcessBuilder(
                curl,
                "-sS",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}",
                "--unix-socket",
                socket.toString(),
                "-H",
                "content-type: application/json",
                "-d",
                "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"door.open\"},"
                    + "\"resource\":{\"type\":\"door\",\"id\":\"d1\"}}",
                "http://localhost/access/v1/evaluation")
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String asked(Path dir, int uid) throws IOException {
    Path credentials = dir.resolve("credentials.yaml");
    Files.writeString(
        credentials, "credentials:\n  - {id: local, uid: " + uid + ", scopes: [check]}\n");
    Path socket = dir.resolve("s");
    try (RunningServer server =
        RunningServer.ofUnix(
            TestSets.of("doors"), socket, Map.of("--credentials", credentials.toString()))) {
      assertTrue(server.sidecar().ready());
      return status(socket);
    }
  }

  @Test
  void check_processOfAListedUser_isAnswered(@TempDir Path dir) throws IOException {
    int mine = (int) Files.getAttribute(dir, "unix:uid");
    assertEquals("200", asked(dir, mine));
    assertEquals("401", asked(dir, mine + 1));
  }
}
