package dev.portreeve.sidecar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portreeve.sidecar.check.Limits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
  @TempDir private Path directory;

  @Test
  void read_nothingSet_hasDefaults() throws ConfigurationException {
    ServerConfig config = Configuration.read(Map.of(), Map.of(), Path.of("/home"));
    assertEquals(Path.of("/home/policies/postman"), config.policies());
    assertEquals(Path.of("/home/policies/postman/teams"), config.teams());
    assertEquals(new Address.Tcp("127.0.0.1", 8080), config.listen());
    assertEquals(new Address.Tcp("127.0.0.1", 9091), config.management());
    assertEquals(Optional.empty(), config.publicUrl());
    assertEquals(Optional.empty(), config.state());
    assertEquals(new Limits(65_536, 1_048_576, 1_000, 32), config.limits());
    assertEquals(Duration.ofSeconds(10), config.drain());
    assertEquals(Runtime.getRuntime().availableProcessors(), config.eventLoops());
  }

  @Test
  void read_setEverywhere_flagBeatsVariableBeatsFile() throws Exception {
    Path file = file("listen: 1.1.1.1:1\nmanagement: 1.1.1.1:2\nstate: kept\n");
    Map<String, String> variables =
        Map.of(
            "PORTREEVE_CONFIG", file.toString(),
            "PORTREEVE_LISTEN", "2.2.2.2:1",
            "PORTREEVE_MANAGEMENT", "2.2.2.2:2",
            "PORTREEVE_STATE", "");
    ServerConfig config =
        Configuration.read(Map.of("--listen", "127.3.3.3:1"), variables, Path.of(""));
    assertEquals("127.3.3.3:1", config.listen().toString());
    assertEquals("2.2.2.2:2", config.management().toString());
    assertEquals(Optional.of(Path.of("kept")), config.state());
  }

  @Test
  void read_fileByFlag_beatsFileByVariable() throws Exception {
    Path file = file("max-batch-items: 7\npublic-url: https://pdp.example/at\nmax-check: 1KiB\n");
    Map<String, String> variables = Map.of("PORTREEVE_CONFIG", "/nowhere.yaml");
    ServerConfig config =
        Configuration.read(Map.of("--config", file.toString()), variables, Path.of(""));
    assertEquals(7, config.limits().batchItems());
    assertEquals(1_024, config.limits().checkBytes());
    assertEquals(Optional.of(URI.create("https://pdp.example/at")), config.publicUrl());
  }

  @Test
  void read_emptyFile_setsNothing() throws Exception {
    Path file = file("\n");
    assertEquals(
        32,
        Configuration.read(Map.of("--config", file.toString()), Map.of(), Path.of(""))
            .limits()
            .nesting());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--listen          | 8080               | is not an address: write HOST:PORT or unix:/path",
        "--listen          | ::1:8080           | is not an address: write HOST:PORT or unix:/path",
        "--listen          | x:99999            | is not an address: write HOST:PORT or unix:/path",
        "--listen          | unix:              | is not an address: write HOST:PORT or unix:/path",
        "--listen          | ''                 | is not an address: write HOST:PORT or unix:/path",
        "--teams           | /nowhere           | is not a directory",
        "--public-url      | pdp.example        | is not a URL: write http://HOST or https://HOST, with a path if need be",
        "--public-url      | ftp://pdp.example  | is not a URL: write http://HOST or https://HOST, with a path if need be",
        "--max-nesting     | 3                  | is not a number from 4 to 1000",
        "--event-loops     | many               | is not a number from 1 to 256",
        "--max-check       | 64KB               | is not a size: write bytes, or a number and KiB, MiB or GiB",
        "--max-check       | 9999999999GiB      | is more than may be: at most 67108864 bytes",
        "--log-format      | xml                | is none of text, json",
        "--max-staleness   | soon               | is not a time up to 1000h: write a number and s, m or h",
        "--max-staleness   | 0s                 | is not a time up to 1000h: write a number and s, m or h",
        "--when-stale      | deny               | says nothing without --max-staleness",
      })
  void read_badValue_namesIt(String flag, String value, String problem) {
    String told = problem(Map.of(flag, value), Map.of());
    assertEquals(flag + ": `" + value + "` " + problem, told);
    if (!value.isEmpty()) {
      String variable = "PORTREEVE_" + flag.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
      String told2 = problem(Map.of(), Map.of(variable, value));
      assertEquals(variable + ": `" + value + "` " + problem, told2);
    }
  }

  @Test
  void read_teamCacheThatLeavesNoRoom_saysHowLargeTheHeapIs() {
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    String told = problem(Map.of("--team-cache", heap + "MiB"), Map.of());
    String begins =
        "--team-cache: `" + heap + "MiB` is more than half of the heap, which is " + heap;
    assertEquals(begins, told.substring(0, Math.min(begins.length(), told.length())));
  }

  @Test
  void read_stateUnderAFile_isRefused() throws IOException {
    Path file = file("");
    assertEquals(
        "--state: `" + file + "/state` cannot be a directory: `" + file + "` is none",
        problem(Map.of("--state", file + "/state"), Map.of()));
  }

  @Test
  void read_badValueInTheFile_saysWhere() throws IOException {
    Path file = file("state: x\nlisten: nine\n");
    assertEquals(
        file + ":2:9: listen: `nine` is not an address: write HOST:PORT or unix:/path",
        problem(Map.of("--config", file.toString()), Map.of()));
  }

  @Test
  void read_unknownKeyInTheFile_isRefusedWithASuggestion() throws IOException {
    Path file = file("lisen: 127.0.0.1:1\n");
    assertEquals(
        file
            + ":1:1: unknown key `lisen`\n"
            + "  lisen: 127.0.0.1:1\n"
            + "  ^\n"
            + "  help: did you mean `listen`?",
        problem(Map.of("--config", file.toString()), Map.of()));
  }

  @Test
  void read_oddFile_isRefused() throws IOException {
    for (String text :
        new String[] {"- listen", "listen: [a]\n", "listen: \n", "listen: a\nlisten: b\n"}) {
      Path file = file(text);
      String problem = problem(Map.of("--config", file.toString()), Map.of());
      assertEquals(file.toString(), problem.substring(0, problem.indexOf(':')));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:0, 127.0.0.1:0",
    "[::1]:8080, [::1]:8080",
    "localhost:80, localhost:80",
    "unix:/run/x.sock, unix:/run/x.sock"
  })
  void address_text_andBack(String text, String shown) {
    assertEquals(shown, Address.parse(text).orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.1:80", "0127.0.0.1:80", "2130706433:80", "0x7f.1:80", "[::g]:80"})
  void address_thatCouldBeReadAsAnother_isNone(String text) {
    assertEquals(Optional.empty(), Address.parse(text));
  }

  @ParameterizedTest
  @EnumSource
  void option_names_agree(Option option) {
    assertEquals("--" + option.key(), option.flag());
    assertEquals(
        option.key(), option.variable().substring(10).toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("c.yaml"), text);
  }

  private static String problem(Map<String, String> flags, Map<String, String> variables) {
    return assertThrows(
            ConfigurationException.class, () -> Configuration.read(flags, variables, Path.of("")))
        .problem();
  }
}
