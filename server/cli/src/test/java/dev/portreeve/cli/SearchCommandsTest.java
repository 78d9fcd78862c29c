package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.testing.RunningServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `search`, `filter` and `explain --search`, of a set and of a server that serves it. */
class SearchCommandsTest {
  private static final String[] LENT = {"--subject=user:ana", "--action=lend", "--resource=book"};

  @TempDir private static Path set;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    write(
        "schema.yaml",
        """
        name: shelves
        subject: {types: [user]}
        resource:
          types:
            book:
              properties:
                owner: {type: string, directory: fill}
                shelf: {type: integer, default: 0, directory: fill}
        actions:
          lend: {resource: [book]}
          read: {resource: [book]}
          shut: {resource: [book]}
        """);
    policy("lend", "resource.owner == subject.id");
    policy("read", "resource.shelf > 3");
    policy("shut", "subject.type == 'user'");
    write("messages.yaml", "yes: Yes.\nno: No.\n");
    write(
        "directory/books.yaml",
        IntStream.range(0, 60)
            .mapToObj(i -> "    b%02d: {owner: %s}\n".formatted(i, i % 30 == 4 ? "ana" : "bob"))
            .collect(Collectors.joining("", "resources:\n  book:\n", "")));
    server = RunningServer.of(set, Map.of("--explain", "local"));
  }

  private static void write(String file, String text) throws IOException {
    Files.createDirectories(set.resolve(file).getParent());
    Files.writeString(set.resolve(file), text);
  }

  private static void policy(String action, String condition) throws IOException {
    write(
        "actions/" + action + ".yaml",
        """
        name: %s
        rule:
          match:
            - condition: %s
              output: permit("yes")
            - output: deny("no")
        """
            .formatted(action, condition));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> parties() {
    return List.of("--policies=" + set, "--http=" + server.address());
  }

  private static VerbRun run(String party, String[] check, String... verb) {
    List<String> all = new ArrayList<>(List.of(verb));
    all.add(party);
    all.addAll(List.of(check));
    return VerbRun.of(all.toArray(String[]::new));
  }

  @Test
  void search_resources_areListedAndTheWayIsTold() {
    for (String party : parties()) {
      VerbRun run = run(party, LENT, "search", "resource");
      assertEquals(0, run.status(), run.err());
      assertEquals("b04\nb34\n", run.out());
      assertEquals("2 found by index, 2 candidates examined, 2 decided\n", run.err());
    }
  }

  @Test
  void search_limit_saysThatThereMayBeMore() {
    for (String party : parties()) {
      VerbRun run = run(party, LENT, "search", "resource", "--limit=1");
      assertEquals("b04\n", run.out());
      assertTrue(run.err().contains("there may be more: --limit"), run.err());
    }
  }

  @Test
  void search_actions_areThoseOfTheSchema() {
    String[] check = {"--subject=user:ana", "--resource=book:b34"};
    for (String party : parties()) {
      assertEquals("lend\nshut\n", run(party, check, "search", "action").out());
    }
    JsonObject answer =
        new JsonObject(run(parties().get(0), check, "search", "action", "--output=json").out());
    assertEquals(2, answer.getJsonObject("page").getInteger("count"));
  }

  @Test
  void explainSearch_saysIndexOrScanAndWhy() {
    String local = parties().get(0);
    assertEquals(
        "index on resource.owner: 2 of 60 entries are candidates\n",
        run(local, LENT, "explain", "--search=resource").out());
    String[] read = {"--subject=user:ana", "--action=read", "--resource=book"};
    assertEquals(
        "scan of 60 entries: `resource.shelf` is not compared by equality with a known value\n",
        run(local, read, "explain", "--search=resource").out());
    JsonObject here =
        new JsonObject(run(local, LENT, "explain", "--search=resource", "--output=json").out());
    JsonObject there =
        new JsonObject(run(parties().get(1), LENT, "explain", "--search=resource").out());
    assertEquals(here, there);
    assertEquals("index", there.getString("by"));
  }

  @Test
  void filter_ofASetAndAServer_areTheSame() {
    for (String party : parties()) {
      VerbRun run =
          run(
              party,
              LENT,
              "filter",
              "--dialect=sqlite",
              "--column=owner=b.owner:text",
              "--column=id=b.id");
      assertEquals(0, run.status(), run.err());
      assertTrue(run.out().startsWith("condition\n  where: "), run.out());
      assertTrue(run.out().contains("`b`.`owner`"), run.out());
      assertFalse(run.out().contains("$1"), run.out());
    }
    assertEquals(
        run(parties().get(0), LENT, "filter", "--output=json").out(),
        run(parties().get(1), LENT, "filter", "--output=json").out());
    String[] shut = {"--subject=user:ana", "--action=shut", "--resource=book"};
    assertEquals("always\n", run(parties().get(0), shut, "filter").out());
    String[] steal = {"--subject=user:ana", "--action=steal", "--resource=book"};
    assertEquals("never unknown_action\n", run(parties().get(1), steal, "filter").out());
  }

  @Test
  void filter_columnThatIsMissing_isNamed() {
    for (String party : parties()) {
      VerbRun run = run(party, LENT, "filter", "--dialect=sqlite");
      assertEquals(2, run.status(), run.out());
      assertTrue(run.err().contains("sql.columns.owner"), run.err());
    }
    assertEquals(2, run(parties().get(0), LENT, "filter", "--column=owner=o").status());
  }

  @Test
  void search_overGrpcOrOfABrokenSet_doesNotEnd0() {
    assertEquals(2, run("--grpc=127.0.0.1:1", LENT, "search", "resource").status());
    Path none = Repository.root().resolve("policies/none");
    assertEquals(2, run("--policies=" + none, LENT, "search", "resource").status());
  }
}
