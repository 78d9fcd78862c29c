package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.workbench.validation.FindingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The examples of the language's page hold: blocks that begin with a file's name are written to it,
 * blocks of commands are run and must print what stands below each.
 */
class ReadmeExamplesTest {
  private static final Pattern BLOCK =
      Pattern.compile("(?s)```(?:yaml (shelf/\\S+)|(console))\n(.*?)```");
  private static final String PROMPT = "$ portreeve ";

  @TempDir private Path scratch;

  @Test
  void readme_oneSitting_runsAsWritten() throws IOException {
    Path page = Repository.root().resolve("policies/README.md");
    Matcher blocks = BLOCK.matcher(Files.readString(page));
    int commands = 0;
    while (blocks.find()) {
      if (blocks.group(1) != null) {
        Path file = scratch.resolve(blocks.group(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, blocks.group(3));
      } else {
        commands += run(blocks.group(3));
      }
    }
    assertTrue(commands >= 4, commands + " commands");
  }

  private int run(String block) {
    int commands = 0;
    for (String one : block.split("(?m)^(?=\\$ )", -1)) {
      if (one.startsWith(PROMPT)) {
        int end = one.indexOf('\n');
        List<String> arguments = new ArrayList<>();
        for (String word : one.substring(PROMPT.length(), end).split(" ", -1)) {
          arguments.add(word.equals("shelf") ? scratch.resolve("shelf").toString() : word);
        }
        VerbRun ran = VerbRun.of(arguments.toArray(String[]::new));
        String printed =
            ran.out()
                .replaceAll("in \\d+\\.\\d s", "in 0.0 s")
                .replaceAll("[0-9a-f]{64}", "…")
                .replace(scratch + "/", "");
        assertEquals(one.substring(end + 1).strip(), printed.strip(), one + ran.err());
        commands++;
      }
    }
    return commands;
  }

  @Test
  void workflow_tables_nameEveryVerbAndWarning() throws IOException {
    String page = Files.readString(Repository.root().resolve("policies/WORKFLOW.md"));
    for (CommandLine verb : Portreeve.commandLine().getSubcommands().values()) {
      String name = verb.getCommandName();
      boolean own = List.of("completion", "man", "version", "ready").contains(name);
      if (!own && !verb.getCommandSpec().usageMessage().hidden()) {
        assertTrue(page.contains("| `" + name), name);
      }
    }
    for (FindingKind kind : FindingKind.values()) {
      if (kind.warning()) {
        assertTrue(
            page.contains("| `" + kind.code() + "` | " + kind.description() + " |"), kind.code());
      }
    }
  }
}
