package dev.portreeve.cli;

import dev.portreeve.workbench.explanation.Situation;
import dev.portreeve.workbench.output.Palette;
import dev.portreeve.workbench.set.UnreadableSet;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portreeve check}: asks a running server or a policy set and prints the answer. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Asks a running server or a policy set and prints the answer.",
    footer = {
      "",
      "Without --grpc, --http or --policies the server on 127.0.0.1:8080 is asked.",
      "Values are JSON where they read as JSON, else text: -p seats=3 -p on=true -p team=acme",
      "A server that wants to know who asks is shown --key-file, --token-file, --user or",
      "--tls-cert, over TLS if its address begins https://; a unix socket tells it the user.",
      "Exit status: 0 permitted, 1 not permitted, 2 no answer, 3 the set does not load.",
      "",
      "  portreeve check --subject user:ana --action collection.export \\",
      "      --resource collection:c1 -p team=acme",
      "  portreeve check --policies policies/todo --request request.json"
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AskedParty asked = new AskedParty();
  @Mixin private RequestFlags flags = new RequestFlags();

  @Option(names = "--output", paramLabel = "FORMAT", description = "json (default) or text.")
  private OutputFormat output = OutputFormat.json;

  @Override
  public Integer call() throws NoAnswerException, UnreadableSet, SetRefused {
    Console console = Console.of(spec);
    JsonObject request = flags.json();
    JsonObject answer = answer(console, request);
    console
        .out()
        .print(
            output == OutputFormat.json
                ? answer.encodePrettily() + "\n"
                : AnswerText.of(answer, console.palette()));
    console.out().flush();
    return Boolean.TRUE.equals(answer.getValue("decision")) ? Exit.OK : Exit.NOT_PERMITTED;
  }

  private JsonObject answer(Console console, JsonObject request)
      throws NoAnswerException, UnreadableSet, SetRefused {
    if (asked.policies().isEmpty()) {
      try (DecisionClient server = asked.server()) {
        return server.ask(request);
      }
    }
    LocalSet set = LocalSet.load(asked.policies().get(), asked.teams());
    tellUnknown(console, set, request);
    Situation situation = set.situation(request);
    return set.answer(situation.decide(), situation.frame());
  }

  static void tellUnknown(Console console, LocalSet set, JsonObject request) {
    Palette palette = console.errPalette();
    set.unknownFacts(request)
        .forEach(line -> console.err().println(palette.warning("warning:") + " " + line));
  }
}
