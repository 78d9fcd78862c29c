package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CredentialsCommandTest {
  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Path file() {
    return dir.resolve("credentials.yaml");
  }

  private int run(String verb, String... arguments) {
    out.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("credentials", verb));
    all.addAll(List.of(arguments));
    all.add("--file=" + file());
    CommandLine line = Portreeve.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(all.toArray(String[]::new));
  }

  @Test
  void add_aKey_isTakenByAServerAndItsSecretIsKeptNowhere() throws IOException {
    assertEquals(0, run("add", "orders", "--scope=check,metrics"), err.toString());
    String key = out.toString().strip();
    assertTrue(key.startsWith("orders."), key);
    assertFalse(Files.readString(file()).contains(key.substring("orders.".length())));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    try (RunningServer server =
        RunningServer.of(TestSets.of("doors"), Map.of("--credentials", file().toString()))) {
      HttpRequest.Builder request = server.management().request("/metrics");
      assertEquals(
          200, server.management().send(request.header("X-Portreeve-Key", key)).statusCode());
    }
  }

  @Test
  void list_allForms_tellsNoSecret() {
    run("add", "a", "--tenant=acme");
    run("add", "b", "--password");
    run("add", "c", "--certificate=spiffe://x/c", "--scope=search");
    run("add", "d", "--uid=1000", "--subject=user:ben", "--directory-facts");
    assertEquals(0, run("list"));
    assertEquals(
        List.of(
            "a  key  [check]  (limited)",
            "b  password  [check]",
            "c  certificate spiffe://x/c  [search]",
            "d  uid 1000  [check]  (limited)"),
        out.toString().lines().toList());
  }

  @Test
  void revoke_one_leavesTheOthersAndWhatIsWrittenBesideThem() throws IOException {
    run("add", "a");
    Files.writeString(file(), "# ours\n" + Files.readString(file()));
    run("add", "b");
    run("add", "c");
    assertEquals(0, run("revoke", "b"), err.toString());
    run("list");
    assertEquals(List.of("a  key  [check]", "c  key  [check]"), out.toString().lines().toList());
    assertTrue(Files.readString(file()).startsWith("# ours\n"));
  }

  @Test
  void change_thatCannotBeMade_changesNothing() throws IOException {
    run("add", "a");
    String before = Files.readString(file());
    assertEquals(2, run("add", "a"));
    assertEquals(2, run("add", "b", "--scope=root"));
    assertEquals(2, run("add", "no good"));
    assertEquals(2, run("revoke", "b"));
    assertEquals(before, Files.readString(file()));
  }
}
