package dev.portreeve.cli;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.SchemaReader;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.source.directory.DirectorySource;
import dev.portreeve.source.directory.PolicySource;
import dev.portreeve.source.directory.SourceException;
import dev.portreeve.source.team.TeamBinder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portreeve validate}: reads a policy set and its teams and tells every problem. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Reads a policy set and its teams and tells every problem.")
final class Validate implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The policy set. Default: the shipped set.")
  private Optional<Path> policies = Optional.empty();

  @Option(
      names = "--teams",
      paramLabel = "DIR",
      description = "The team files. Default: `teams/` inside the policy set.")
  private Optional<Path> teams = Optional.empty();

  private final List<String> problems = new ArrayList<>();

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Path home = Path.of(System.getProperty("portreeve.home", ""));
    Path set = policies.orElse(home.resolve("policies/postman"));
    Path teamFiles = teams.orElse(set.resolve("teams"));
    if (!Files.isDirectory(set) || teams.isPresent() && !Files.isDirectory(teamFiles)) {
      Path missing = Files.isDirectory(set) ? teamFiles : set;
      err.println("portreeve: `" + missing + "` is not a directory");
      return Exit.USAGE;
    }
    String summary = "";
    try (PolicySource source = new DirectorySource(set, teamFiles)) {
      PolicySetFiles files = source.policySet();
      LoadResult result = PolicySetLoader.load(files);
      if (result instanceof LoadResult.Refused refused) {
        refused.problems().forEach(problem -> problems.add(problem.render()));
      } else if (result instanceof LoadResult.Loaded loaded) {
        summary = loaded.snapshot().policies().size() + " policies";
        loaded
            .snapshot()
            .routes()
            .warnings()
            .forEach(each -> err.println("warning: " + each.render()));
      }
      summary += ", " + teams(files, source) + " teams";
    } catch (SourceException e) {
      problems.add(e.problem());
    }
    if (problems.isEmpty()) {
      spec.commandLine().getOut().println("valid: " + summary);
      return Exit.OK;
    }
    problems.forEach(err::println);
    err.println(
        "portreeve: " + problems.size() + (problems.size() == 1 ? " problem" : " problems"));
    return Exit.REFUSED;
  }

  /** Reads the team files wherever the schema can be read, however broken the policies are. */
  private int teams(PolicySetFiles files, PolicySource source) throws SourceException {
    SourceFile schemaFile = files.files().get("schema.yaml");
    Optional<Schema> schema =
        schemaFile == null ? Optional.empty() : SchemaReader.read(schemaFile, new ArrayList<>());
    List<String> ids = source.changedTeams();
    problems.addAll(source.misnamed());
    if (schema.isPresent()) {
      TeamBinder teamFiles = new TeamBinder(source, schema.get());
      for (String id : ids.stream().sorted().toList()) {
        if (teamFiles.read(id) instanceof TeamBinder.Bad bad) {
          problems.addAll(bad.problems().rendered());
        }
      }
    }
    return ids.size();
  }
}
