package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

class QuickFlagsTest {
  @Test
  void of_flagsWithValues_isWhatTheLibraryMakesOfThem() {
    for (String line :
        List.of(
            "serve",
            "serve --listen 127.0.0.1:0 --policies sets/a=b",
            "serve --config x.yaml --cache off --listen unix:/tmp/a,b:c")) {
      String[] arguments = line.split(" ", -1);
      Map<String, String> parsed = new java.util.HashMap<>();
      for (OptionSpec option :
          Portreeve.commandLine().parseArgs(arguments).subcommand().matchedOptions()) {
        parsed.put(option.longestName(), option.getValue());
      }
      assertEquals(Optional.of(parsed), QuickFlags.of(arguments));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--help",
        "check --http x",
        "serve --help",
        "serve --listen",
        "serve --listen=127.0.0.1:0 x",
        "serve --polices x",
        "serve --listen a --listen b",
        "serve --listen --cache",
        "serve --listen @file",
        "serve --listen \"quoted\"",
      })
  void of_anythingElse_isLeftToTheLibrary(String line) {
    assertEquals(Optional.empty(), QuickFlags.of(line.split(" ", -1)));
  }
}
