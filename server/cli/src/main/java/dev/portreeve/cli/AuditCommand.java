package dev.portreeve.cli;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.store.Audit;
import dev.portreeve.store.AuditVerdict;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreState;
import dev.portreeve.store.TeamStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portreeve audit}: what was changed in a database of teams, by whom. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Verifies and shows what was changed in a database of teams.")
final class AuditCommand {
  private static final Pattern HEAD = Pattern.compile("(\\S+) ([0-9]{1,18}) (\\S+)");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      description = {
        "Tells whether every row is as it was written and none is missing.",
        "Exit status: 0 it is, 1 it is not, 2 the database cannot be read."
      },
      mixinStandardHelpOptions = true)
  int verify(
      @Mixin StoreChoice choice,
      @Option(
              names = "--head",
              paramLabel = "HEAD",
              description = "What `audit head` told earlier: shows a cut-off end as well.")
          Optional<String> head)
      throws NoAnswerException, StoreException {
    Optional<StoreState> kept = Optional.empty();
    if (head.isPresent()) {
      Matcher matcher = HEAD.matcher(head.get().strip());
      if (!matcher.matches()) {
        throw new NoAnswerException("--head: write the line that `portreeve audit head` told");
      }
      kept =
          Optional.of(
              new StoreState(
                  matcher.group(1), Long.parseLong(matcher.group(2)), matcher.group(3), 0));
    }
    try (TeamStore store = choice.open()) {
      AuditVerdict verdict = new Audit(store).verify(kept);
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          verdict.good()
              ? "good: " + verdict.rows() + " rows are as they were written"
              : "not good: " + verdict.problem());
      return verdict.good() ? Exit.OK : Exit.NOT_GENUINE;
    }
  }

  @Command(
      description =
          "Tells the store, the number of its last row and its hash, to be kept elsewhere.",
      mixinStandardHelpOptions = true)
  int head(@Mixin StoreChoice choice) throws NoAnswerException, StoreException {
    try (TeamStore store = choice.open()) {
      StoreState state = store.state();
      spec.commandLine()
          .getOut()
          .println(state.epoch() + " " + state.number() + " " + state.head());
      return Exit.OK;
    }
  }

  @Command(description = "Writes every row as a line of JSON.", mixinStandardHelpOptions = true)
  int export(@Mixin StoreChoice choice) throws NoAnswerException, StoreException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (TeamStore store = choice.open()) {
      new Audit(store)
          .each(
              row ->
                  out.println(
                      "{\"number\": "
                          + row.number()
                          + ", \"hash\": "
                          + JsonText.of(row.hash())
                          + ", \"record\": "
                          + row.record()
                          + "}"));
      out.flush();
      return Exit.OK;
    }
  }
}
