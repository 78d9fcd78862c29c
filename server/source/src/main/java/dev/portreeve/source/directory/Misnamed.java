package dev.portreeve.source.directory;

import dev.portreeve.engine.facts.TeamFileName;
import dev.portreeve.engine.yaml.ShownText;
import java.util.ArrayList;
import java.util.List;

/** The misnamed files that a look at a directory has found, told up to a number. */
final class Misnamed {
  private static final int MOST = 100;

  private final List<String> problems = new ArrayList<>();

  /** Notes one; before anybody else knows this object. */
  void add(String shownRoot, String name) {
    if (problems.size() < MOST) {
      problems.add(
          ShownText.line(
              shownRoot
                  + "/"
                  + name
                  + ": not read, the name of a team file ends in `.yaml`: call it `"
                  + TeamFileName.meant(name)
                  + "`"));
    }
  }

  List<String> problems() {
    return problems.stream().sorted().toList();
  }
}
