package dev.portreeve.cli;

import dev.portreeve.sidecar.Sidecar;
import dev.portreeve.sidecar.StartFailed;
import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.config.Configuration;
import dev.portreeve.sidecar.config.ConfigurationException;
import dev.portreeve.sidecar.config.Option;
import dev.portreeve.source.reload.PolicySetRefused;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code portreeve rehearse}: serves the shipped set for a moment at ports of its own, asks itself
 * and ends, so that the JVM learns what a start needs. The launcher records it; nobody else has a
 * use for it.
 */
@Command(name = "rehearse", hidden = true, description = "Serves for a moment and ends.")
final class Rehearse implements Callable<Integer> {
  private static final String ANY_PORT = "127.0.0.1:0";
  private static final List<String> ACTIONS =
      List.of("collection.export", "package.import", "workspace.create");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call()
      throws ConfigurationException, StartFailed, PolicySetRefused, NoAnswerException {
    CompilerDirectives.apply();
    Map<String, String> flags =
        Map.of(Option.LISTEN.flag(), ANY_PORT, Option.MANAGEMENT.flag(), ANY_PORT);
    Path home = Path.of(System.getProperty("portreeve.home", ""));
    try (Sidecar sidecar = Sidecar.start(Configuration.read(flags, Map.of(), home))) {
      spec.commandLine().getErr().println(ReadyLine.of(sidecar).text());
      Address address = sidecar.listening();
      // The first check of a team is left to the general path, so each protocol has one of its own.
      ask(new HttpDecisionClient(AskedServer.plain(address)), "acme");
      ask(new GrpcDecisionClient(AskedServer.plain(address)), "birch");
    }
    work();
    return Exit.OK;
  }

  /** Runs what an author waits for, so that its classes are in the archive as well. */
  private void work() {
    String[] check = {
      "--subject=user:ana", "--action=collection.export", "--resource=collection:c1", "-p=team=acme"
    };
    String set = SetChoice.standard().toString();
    run(List.of("validate", set));
    run(List.of("fmt", "--check", set));
    run(List.of("test", "--no-proof", "--filter=collection.export", set));
    run(List.of("explain", "--policies=" + set), check);
    run(List.of("check", "--output=text", "--policies=" + set), check);
  }

  private void run(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    CommandLine line = Portreeve.commandLine();
    line.setOut(new PrintWriter(Writer.nullWriter()));
    line.setErr(spec.commandLine().getErr());
    int unused = line.execute(all.toArray(String[]::new));
  }

  private static void ask(DecisionClient asker, String team) throws NoAnswerException {
    try (asker) {
      for (String action : ACTIONS) {
        CheckRequestBuilder question = new CheckRequestBuilder(new JsonObject());
        question.entity("subject", Map.of("type", "user", "id", "ana"), Map.of());
        question.entity("action", Map.of("name", action), Map.of());
        question.entity("resource", Map.of("type", "collection", "id", "c1"), Map.of("team", team));
        asker.ask(question.json());
      }
    }
  }
}
