package dev.portreeve.cli;

import dev.portreeve.engine.explain.Explanation;
import dev.portreeve.engine.search.SearchPlan;
import dev.portreeve.workbench.explanation.ExplanationJson;
import dev.portreeve.workbench.explanation.ExplanationText;
import dev.portreeve.workbench.explanation.OutcomeSearch;
import dev.portreeve.workbench.explanation.Situation;
import dev.portreeve.workbench.output.JsonOutput;
import dev.portreeve.workbench.set.UnreadableSet;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portreeve explain}: says how a decision comes about and what would turn it. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Says how a decision comes about and what would turn it.",
    footer = {
      "",
      "Without --http or --policies the set of the working directory is asked, else the shipped",
      "one. A server has to be started with --explain local, and tells the path alone.",
      "Exit status: 0 explained, 2 no answer, 3 the set does not load.",
      "",
      "  portreeve explain --subject user:eve -s element_role=editor \\",
      "      --action collection.export --resource collection:c1 -p team=acme"
    })
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AskedParty asked = new AskedParty();
  @Mixin private RequestFlags flags = new RequestFlags();

  @Option(
      names = "--search",
      paramLabel = "SOUGHT",
      description = {
        "Say instead which candidates a search for subject, resource or action looks at: those",
        "that an index over the directory finds, or all, and why."
      })
  private Optional<Sought> search = Optional.empty();

  @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
  private OutputFormat output = OutputFormat.text;

  @Override
  public Integer call() throws NoAnswerException, UnreadableSet, SetRefused {
    Console console = Console.of(spec);
    if (search.isPresent()) {
      return search(console, search.get());
    }
    JsonObject request = flags.json();
    if (asked.policies().isEmpty() && !asked.unnamed()) {
      console.out().println(overHttp(request).encodePrettily());
    } else {
      console.out().print(locally(console, request));
    }
    console.out().flush();
    return Exit.OK;
  }

  private int search(Console console, Sought sought)
      throws NoAnswerException, UnreadableSet, SetRefused {
    JsonObject request = flags.json(sought);
    if (asked.policies().isEmpty() && !asked.unnamed()) {
      try (HttpDecisionClient server = asked.httpServer("explains")) {
        JsonObject answer = explained(server.ask(sought.path(), explaining(request)));
        JsonObject plan = answer.getJsonObject("context").getJsonObject("explanation");
        console.out().println(plan.encodePrettily());
      }
    } else {
      LocalSet set = LocalSet.load(asked.policies().orElseGet(SetChoice::standard), asked.teams());
      CheckCommand.tellUnknown(console, set, request);
      SearchPlan plan = new LocalSearch(set, sought, request).plan();
      console
          .out()
          .println(
              output == OutputFormat.json
                  ? new JsonObject(plan.map()).encodePrettily()
                  : plan.text());
    }
    console.out().flush();
    return Exit.OK;
  }

  private String locally(Console console, JsonObject request)
      throws NoAnswerException, UnreadableSet, SetRefused {
    LocalSet set = LocalSet.load(asked.policies().orElseGet(SetChoice::standard), asked.teams());
    CheckCommand.tellUnknown(console, set, request);
    Situation situation = set.situation(request);
    Explanation explanation = situation.explain();
    if (!explanation.decision().equals(situation.decide())) {
      console.complain("the compiled policy decides otherwise: please report this");
    }
    OutcomeSearch search = OutcomeSearch.of(situation);
    return output == OutputFormat.json
        ? JsonOutput.of(ExplanationJson.of(explanation, search))
        : new ExplanationText(console.palette()).of(explanation, search);
  }

  private JsonObject overHttp(JsonObject request) throws NoAnswerException {
    try (DecisionClient server = asked.httpServer("explains")) {
      return explained(server.ask(explaining(request)));
    }
  }

  private static JsonObject explaining(JsonObject request) {
    JsonObject context = request.getJsonObject("context", new JsonObject());
    return request.put("context", context.put("explain", true));
  }

  private static JsonObject explained(JsonObject answer) throws NoAnswerException {
    if (!answer.getJsonObject("context", new JsonObject()).containsKey("explanation")) {
      throw new NoAnswerException(
          "the server does not explain: start it with --explain local, and ask on its machine");
    }
    return answer;
  }
}
