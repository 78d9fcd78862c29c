package dev.portreeve.cli;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.workbench.set.UnreadableSet;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portreeve repl}: answers expressions and checks, one after the other. */
@Command(
    name = "repl",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Answers expressions and checks, typed one after the other.",
    footer = {
      "",
      "An expression is answered by its value and type, or by what is wrong with it",
      "and where. It reads the check that the options say, or that was typed last as",
      "JSON; `resource.rare = true` changes one fact of it. :help names the commands,",
      "Tab completes, Ctrl-D ends. Exit status: 0 done, 1 without a terminal: a line",
      "could not be answered, 2 bad arguments, 3 the set does not load.",
      "",
      "  portreeve repl policies/todo --subject user:rick",
      "  echo 'size(subject.team_roles)' | portreeve repl -s 'team_roles=[\"admin\"]'"
    })
final class ReplCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SetChoice choice = new SetChoice();
  @Mixin private RequestFlags flags = new RequestFlags();

  @Override
  public Integer call() throws IOException, UnreadableSet, SetRefused {
    Console console = Console.of(spec);
    LocalSet set = LocalSet.load(choice.directory(), choice.teams());
    JsonObject request = whole(set.snapshot(), flags.json());
    ReplSession session = new ReplSession(set, request, console.palette());
    if (!console.dialogue()) {
      return answerLines(console, session);
    }
    try (LineEditor editor = LineEditor.open(set.snapshot(), System.getenv())) {
      for (Optional<String> line = editor.next(); line.isPresent(); line = editor.next()) {
        ReplSession.Reply reply = session.answer(line.get());
        tell(console, reply);
        if (reply.last()) {
          break;
        }
      }
    }
    return Exit.OK;
  }

  private static void tell(Console console, ReplSession.Reply reply) {
    if (!reply.text().isEmpty()) {
      console.out().println(reply.text());
      console.out().flush();
    }
  }

  private static int answerLines(Console console, ReplSession session) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    boolean good = true;
    String typed = "";
    boolean last = false;
    while (!last) {
      String line = lines.readLine();
      typed = typed.isEmpty() || line == null ? typed + text(line) : typed + "\n" + line;
      if (line == null || !OpenBrackets.in(typed)) {
        ReplSession.Reply reply = session.answer(typed);
        tell(console, reply);
        good &= reply.good();
        typed = "";
        last = line == null || reply.last();
      }
    }
    return good ? Exit.OK : Exit.NOT_ANSWERED;
  }

  private static String text(@Nullable String line) {
    return line == null ? "" : line;
  }

  /** A request in which nothing is missing that every one has. */
  static JsonObject whole(Snapshot snapshot, JsonObject said) {
    CheckRequestBuilder request = new CheckRequestBuilder(new JsonObject());
    Optional<ActionSpec> action =
        Optional.ofNullable(said.getJsonObject("action"))
            .flatMap(part -> snapshot.schema().action(part.getString("name", "")))
            .or(() -> first(snapshot));
    action.ifPresent(
        spec -> {
          request.entity("action", Map.of("name", spec.name()), Map.of());
          request.entity("subject", party(snapshot, spec, Entity.SUBJECT), Map.of());
          request.entity("resource", party(snapshot, spec, Entity.RESOURCE), Map.of());
        });
    return request.json().mergeIn(said, true);
  }

  private static Optional<ActionSpec> first(Snapshot snapshot) {
    return new TreeSet<>(snapshot.policies())
        .stream().findFirst().flatMap(snapshot.schema()::action);
  }

  private static Map<String, String> party(Snapshot snapshot, ActionSpec action, Entity entity) {
    String type =
        snapshot.schema().types(action, entity).stream().findFirst().orElse(entity.variable());
    return Map.of("type", type, "id", "some-" + type);
  }
}
