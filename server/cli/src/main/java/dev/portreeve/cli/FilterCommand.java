package dev.portreeve.cli;

import dev.portreeve.engine.compiled.NotExpressible;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.filter.FilterPlan;
import dev.portreeve.engine.filter.FilterProblem;
import dev.portreeve.engine.filter.SqlRequest;
import dev.portreeve.sidecar.check.SearchRequest;
import dev.portreeve.sidecar.filter.Filters;
import dev.portreeve.workbench.set.UnreadableSet;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code portreeve filter}: tells which resources of a database checks would permit. */
@Command(
    name = "filter",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tells which resources of a database checks would permit, as a condition or SQL.",
    footer = {
      "",
      "Of the resource the type is enough; facts that are given hold for every row. Without --http",
      "or --policies the server on 127.0.0.1:8080 is asked.",
      "Exit status: 0 told, 2 no answer or not expressible, 3 the set does not load.",
      "",
      "  portreeve filter --policies policies/records --subject user:alice --action view \\",
      "      --resource record --dialect postgresql --column id=r.id --column owner=r.owner"
    })
final class FilterCommand implements Callable<Integer> {
  private static final String PATH = "/access/v1/filter";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AskedParty asked = new AskedParty();
  @Mixin private RequestFlags flags = new RequestFlags();

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      description = "Write SQL for postgresql or sqlite.")
  private Optional<String> dialect = Optional.empty();

  @Option(
      names = "--column",
      paramLabel = "FACT=COLUMN",
      description = {
        "The column of a fact of the resource, or of its id; :text, :json, :epoch_seconds or",
        ":epoch_millis behind it says how it holds the value. Nothing behind `=`: no row has it."
      })
  private Map<String, String> columns = new LinkedHashMap<>();

  @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
  private OutputFormat output = OutputFormat.text;

  @Override
  public Integer call() throws NoAnswerException, UnreadableSet, SetRefused {
    Console console = Console.of(spec);
    JsonObject request = flags.json(Sought.resource);
    if (dialect.isEmpty() && !columns.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--column goes with --dialect");
    }
    dialect.ifPresent(name -> request.put(Filters.SQL, sql(name)));
    JsonObject answer = answer(console, request);
    console
        .out()
        .print(
            output == OutputFormat.json ? answer.encodePrettily() + "\n" : FilterText.of(answer));
    console.out().flush();
    return Exit.OK;
  }

  private JsonObject sql(String name) {
    JsonObject mapped = new JsonObject();
    columns.forEach(
        (fact, column) -> {
          int colon = column.indexOf(':');
          if (column.isEmpty()) {
            mapped.putNull(fact);
          } else if (colon < 0) {
            mapped.put(fact, column);
          } else {
            mapped.put(
                fact,
                new JsonObject()
                    .put("column", column.substring(0, colon))
                    .put("as", column.substring(colon + 1)));
          }
        });
    return new JsonObject().put("dialect", name).put("columns", mapped);
  }

  private JsonObject answer(Console console, JsonObject request)
      throws NoAnswerException, UnreadableSet, SetRefused {
    if (asked.policies().isEmpty()) {
      try (HttpDecisionClient server = asked.httpServer("filters")) {
        return server.ask(PATH, request);
      }
    }
    LocalSet set = LocalSet.load(asked.policies().get(), asked.teams());
    JsonObject check = request.copy();
    check.remove(Filters.SQL);
    CheckCommand.tellUnknown(console, set, check);
    return locally(set, request);
  }

  private static JsonObject locally(LocalSet set, JsonObject request) throws NoAnswerException {
    SearchRequest read = set.search(Sought.resource, request, Set.of(Filters.SQL));
    Frame frame = read.frame();
    try {
      Optional<SqlRequest> sql =
          read.beside().get(Filters.SQL) instanceof Map<?, ?> given
              ? Optional.of(SqlRequest.of(given))
              : Optional.empty();
      Set<Integer> without = sql.isPresent() ? sql.get().without(frame) : Set.of();
      FilterPlan plan = FilterPlan.of(set.snapshot(), frame, set.team(frame), without);
      return Filters.answer(plan, sql, frame, set.snapshot().version(), plan.reason());
    } catch (FilterProblem e) {
      throw new NoAnswerException(e.problem());
    } catch (NotExpressible e) {
      throw new NoAnswerException(e.told());
    }
  }
}
