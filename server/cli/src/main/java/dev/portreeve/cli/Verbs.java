package dev.portreeve.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The verbs by name, in the order in which help lists them. */
final class Verbs {
  private static final Map<String, Supplier<Object>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("serve", Serve::commandLine);
    ALL.put("validate", Validate::new);
    ALL.put("test", TestCommand::new);
    ALL.put("check", CheckCommand::new);
    ALL.put("credentials", CredentialsCommand::new);
    ALL.put("teams", TeamsCommand::new);
    ALL.put("audit", AuditCommand::new);
    ALL.put("keyset", KeysetCommand::new);
    ALL.put("explain", ExplainCommand::new);
    ALL.put("search", SearchCommand::new);
    ALL.put("filter", FilterCommand::new);
    ALL.put("diff", DiffCommand::new);
    ALL.put("replay", ReplayCommand::new);
    ALL.put("table", TableCommand::new);
    ALL.put("repl", ReplCommand::new);
    ALL.put("fmt", FormatCommand::new);
    ALL.put("schema", SchemaCommand::new);
    ALL.put("generate", GenerateCommand::new);
    ALL.put("init", InitCommand::new);
    ALL.put("completion", CompletionCommand::new);
    ALL.put("man", ManCommand::new);
    ALL.put("version", VersionCommand::new);
    ALL.put("ready", ReadyCommand::new);
    ALL.put("rehearse", Rehearse::new);
  }

  /** The verbs that tell of all others. */
  private static final List<String> OF_ALL = List.of("completion", "man", "rehearse");

  private Verbs() {}

  /** Adds every verb. */
  static void addAll(CommandLine program) {
    ALL.values().forEach(verb -> program.addSubcommand(verb.get()));
  }

  /**
   * Adds the verb that some arguments name, or every verb where they name none: to look at the
   * options of all of them takes longer than most verbs.
   */
  static void add(CommandLine program, String... arguments) {
    String name = arguments.length == 0 ? "" : arguments[0];
    Supplier<Object> verb = ALL.get(name);
    if (verb == null || OF_ALL.contains(name)) {
      addAll(program);
    } else {
      program.addSubcommand(verb.get());
    }
  }
}
