package dev.portreeve.cli;

import dev.portreeve.sidecar.search.Searches;
import dev.portreeve.workbench.set.UnreadableSet;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portreeve search}: lists what checks would permit. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the subjects, resources or actions that checks would permit.",
    footer = {
      "",
      "Of a subject or resource that is sought, the type is enough. Known are the entries of",
      "directory/, the members of the team, and the actions of the schema. Without --http or",
      "--policies the server on 127.0.0.1:8080 is asked. Ids go to standard output, one a line;",
      "which candidates were looked at, to standard error.",
      "Exit status: 0 answered, 2 no answer, 3 the set does not load.",
      "",
      "  portreeve search subject --policies policies/postman --subject user \\",
      "      --action workspace_request.approve --resource workspace_request:r1 \\",
      "      -p team=acme -p request=create_internal_workspace -p access=team"
    })
final class SearchCommand implements Callable<Integer> {
  private static final String PAGE = "page";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SOUGHT", description = "subject, resource or action.")
  private Sought sought = Sought.resource;

  @Mixin private AskedParty asked = new AskedParty();
  @Mixin private RequestFlags flags = new RequestFlags();

  @Option(names = "--limit", paramLabel = "N", description = "The most results. Default: 1000.")
  private int limit = Searches.MOST;

  @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
  private OutputFormat output = OutputFormat.text;

  @Override
  public Integer call() throws NoAnswerException, UnreadableSet, SetRefused {
    Console console = Console.of(spec);
    JsonObject request = flags.json(sought);
    JsonObject page = request.getJsonObject(PAGE, new JsonObject());
    if (!page.containsKey("limit") && !page.containsKey("token")) {
      request.put(PAGE, page.put("limit", limit));
    }
    JsonObject answer = answer(console, request);
    if (output == OutputFormat.json) {
      console.out().println(answer.encodePrettily());
    } else {
      answer.getJsonArray("results", new JsonArray()).stream()
          .map(JsonObject.class::cast)
          .map(one -> one.getString(sought == Sought.action ? "name" : "id"))
          .forEach(console.out()::println);
      console.err().println(told(answer));
    }
    console.out().flush();
    return Exit.OK;
  }

  private JsonObject answer(Console console, JsonObject request)
      throws NoAnswerException, UnreadableSet, SetRefused {
    if (asked.policies().isEmpty()) {
      try (HttpDecisionClient server = asked.httpServer("searches")) {
        return server.ask(sought.path(), request);
      }
    }
    LocalSet set = LocalSet.load(asked.policies().get(), asked.teams());
    CheckCommand.tellUnknown(console, set, request);
    return new LocalSearch(set, sought, request).answer();
  }

  private static String told(JsonObject answer) {
    JsonObject page = answer.getJsonObject(PAGE, new JsonObject());
    JsonObject properties = page.getJsonObject("properties", new JsonObject());
    String by = properties.getString("by", "");
    Optional<String> because =
        Optional.ofNullable(
            answer
                .getJsonObject("context", new JsonObject())
                .getJsonObject("explanation", new JsonObject())
                .getString("because"));
    String more =
        properties.getString("end", "all").equals("all") ? "" : "; there may be more: --limit";
    return "%d found by %s, %d candidates examined, %d decided%s%s"
        .formatted(
            page.getInteger("count", 0),
            by,
            properties.getInteger("examined", 0),
            properties.getInteger("decided", 0),
            because.map(why -> " (" + why + ")").orElse(""),
            more);
  }
}
