package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb as operators and their tools see it: processes, signals, output and exit statuses. */
class ServeTest {
  private static final String BODY =
      "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"door.knock\"},"
          + "\"resource\":{\"type\":\"door\",\"id\":\"d1\"}}";
  private static final String HEAD =
      "POST /access/v1/evaluation HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
          + "Content-Length: "
          + BODY.length()
          + "\r\n\r\n";

  @TempDir private Path directory;
  private Path set;

  @BeforeEach
  void begin() {
    set = TestSets.copy("doors", directory.resolve("set"));
  }

  @Test
  void ready_oneLine_namesWhatIsServed() {
    try (CommandProcess server = serve()) {
      String line = server.awaitReady();
      assertTrue(
          line.matches(
              "portreeve ready listen=127\\.0\\.0\\.1:[0-9]+ management=127\\.0\\.0\\.1:[0-9]+"
                  + " policy_set=doors version=[0-9a-f]{64} policies=4 teams=2 took=[0-9]+ms"),
          line);
      server.terminate();
      assertEquals(0, server.await(), server.errors());
      assertEquals(List.of(line), server.output());
    }
  }

  @Test
  void terminate_requestInFlight_isAnsweredAndNothingElseTaken() throws IOException {
    try (CommandProcess server = serve();
        Socket idle = new Socket(InetAddress.getLoopbackAddress(), server.port());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      ask(idle);
      OutputStream out = socket.getOutputStream();
      String request = HEAD + BODY;
      out.write(request.substring(0, request.length() - 9).getBytes(StandardCharsets.UTF_8));
      out.flush();
      ask(idle);
      server.terminate();
      while (accepts(server.port())) {
        Thread.onSpinWait();
      }
      assertTrue(server.alive());
      out.write(request.substring(request.length() - 9).getBytes(StandardCharsets.UTF_8));
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 200 OK"), answer);
      assertTrue(answer.endsWith("{\"decision\":false}"), answer);
      assertEquals(0, server.await(), server.errors());
    }
  }

  @Test
  void terminate_requestThatNeverEnds_isNotWaitedForLongerThanConfigured() throws IOException {
    try (CommandProcess server = serve("--drain", "1");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(HEAD.getBytes(StandardCharsets.UTF_8));
      long began = System.nanoTime();
      server.terminate();
      assertEquals(0, server.await(), server.errors());
      assertTrue(System.nanoTime() - began < Duration.ofSeconds(8).toNanos());
    }
  }

  @Test
  void start_brokenSet_printsEveryProblemAndExits3() throws IOException {
    replace("actions/door.open.yaml", "settings.locked", "settings.lokced");
    replace("actions/door.close.yaml", "permit", "pemrit");
    try (CommandProcess server = serve()) {
      assertEquals(3, server.await());
      assertEquals(List.of(), server.output());
      List<String> errors = server.errors().lines().toList();
      assertEquals(
          1, errors.stream().filter(l -> l.startsWith("actions/door.open.yaml:5:")).count());
      assertEquals(
          1, errors.stream().filter(l -> l.startsWith("actions/door.close.yaml:5:")).count());
      assertTrue(server.errors().contains("did you mean `locked`?"), server.errors());
    }
  }

  @Test
  void start_noSet_exits3() {
    try (CommandProcess server = serve("--policies", "/nowhere")) {
      assertEquals(3, server.await());
      assertTrue(server.errors().contains("/nowhere: no such directory"), server.errors());
    }
  }

  @Test
  void start_brokenSetAndAGoodOneKept_servesThatAndSaysSo() throws IOException {
    String state = directory.resolve("state").toString();
    String version;
    try (CommandProcess server = serve("--state", state)) {
      version = version(server);
      server.terminate();
      assertEquals(0, server.await());
    }
    replace("schema.yaml", "name: doors", "nmae: doors");
    try (CommandProcess server = serve("--state", state)) {
      assertTrue(server.awaitReady().contains(" last_good=true"), server.awaitReady());
      assertEquals(version, version(server));
      assertTrue(server.errors().contains("schema.yaml:1:1: "), server.errors());
    }
  }

  @Test
  void start_again_takesWhatTheFirstStartChecked() throws IOException {
    Path cache = directory.resolve("cache");
    serveOnce(cache);
    Path file = onlyFile(cache);
    byte[] written = Files.readAllBytes(file);
    FileTime time = Files.getLastModifiedTime(file);
    serveOnce(cache);
    assertEquals(time, Files.getLastModifiedTime(file));
    Files.write(file, new byte[] {1, 2, 3});
    serveOnce(cache);
    assertEquals(file, onlyFile(cache));
    assertArrayEquals(written, Files.readAllBytes(file));
  }

  private void serveOnce(Path cache) throws IOException {
    try (CommandProcess server = serve("--cache", cache.toString())) {
      server.awaitReady();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        ask(socket);
      }
      server.terminate();
      assertEquals(0, server.await(), server.errors());
    }
  }

  private static Path onlyFile(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), all.toString());
      return all.get(0);
    }
  }

  @Test
  void start_cacheThatCannotBe_isOnlyTold() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    try (CommandProcess server = serve("--cache", file.resolve("cache").toString())) {
      server.awaitReady();
      assertTrue(server.errors().contains("not kept for the next start"), server.errors());
      server.terminate();
      assertEquals(0, server.await(), server.errors());
    }
  }

  @Test
  void start_tookMillis_areThoseOfTheProcess() {
    long began = System.nanoTime();
    try (CommandProcess server = serve()) {
      String line = server.awaitReady();
      long passed = (System.nanoTime() - began) / 1_000_000;
      long took = Long.parseLong(line.replaceAll(".* took=([0-9]+)ms", "$1"));
      // both clocks tick in hundredths of a second
      assertTrue(passed / 2 <= took && took <= passed + 20, took + " of " + passed);
    }
  }

  @Test
  void start_badArguments_exit2AndSayWhich() throws IOException {
    try (CommandProcess server = serve("--listen", "nine")) {
      assertEquals(2, server.await());
      assertTrue(server.errors().contains("--listen: `nine` is not an address"), server.errors());
    }
    try (CommandProcess server = serve("--polices", "x")) {
      assertEquals(2, server.await());
      assertTrue(server.errors().contains("--polices"), server.errors());
    }
    try (CommandProcess server =
        CommandProcess.run(directory, Map.of("PORTREEVE_MAX_NESTING", "0"), "serve")) {
      assertEquals(2, server.await());
      assertTrue(server.errors().contains("PORTREEVE_MAX_NESTING: `0` "), server.errors());
    }
  }

  @Test
  void start_addressTaken_exits2() throws IOException {
    try (ServerSocket taken = new ServerSocket(0);
        CommandProcess server = serve("--listen", "127.0.0.1:" + taken.getLocalPort())) {
      assertEquals(2, server.await());
      assertTrue(server.errors().contains("cannot listen at 127.0.0.1:"), server.errors());
    }
  }

  private CommandProcess serve(String... more) {
    List<String> arguments =
        new java.util.ArrayList<>(List.of("serve", "--management", "127.0.0.1:0"));
    if (!List.of(more).contains("--listen")) {
      arguments.addAll(List.of("--listen", "127.0.0.1:0"));
    }
    if (!List.of(more).contains("--policies")) {
      arguments.addAll(List.of("--policies", set.toString()));
    }
    arguments.addAll(List.of(more));
    return CommandProcess.run(directory, Map.of(), arguments.toArray(String[]::new));
  }

  private static void ask(Socket socket) throws IOException {
    socket.getOutputStream().write((HEAD + BODY).getBytes(StandardCharsets.UTF_8));
    InputStream in = socket.getInputStream();
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("{\"decision\":false}") < 0) {
      answer.append((char) in.read());
    }
  }

  /** A connection is refused, or reset if the server stops listening while it is made. */
  private static boolean accepts(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (SocketException e) {
      return false;
    }
  }

  private static String version(CommandProcess server) {
    return server.awaitReady().replaceAll(".* version=([0-9a-f]+) .*", "$1");
  }

  private void replace(String name, String what, String by) throws IOException {
    Path file = set.resolve(name);
    Files.writeString(file, Files.readString(file).replace(what, by));
  }
}
