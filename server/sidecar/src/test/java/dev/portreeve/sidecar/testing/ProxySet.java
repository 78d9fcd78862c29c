package dev.portreeve.sidecar.testing;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The shipped policy set, copied so that a test may change a team, and how proxies use it. */
public final class ProxySet {
  /** What the examples set up: a proxy on this machine whose headers count. */
  public static final Map<String, String> FLAGS =
      Map.of("--proxies", "127.0.0.1", "--identity-header", "X-User");

  /** Keeps the shipped set type-checked, so that not every start checks it again. */
  public static final String CHECKED =
      repository().resolve("server/sidecar/target/checked-policies").toString();

  private ProxySet() {}

  /** The folder of the repository. */
  public static Path repository() {
    return Repository.root();
  }

  /** Copies the shipped set into an empty or new directory, which is returned. */
  public static Path copy(Path into) {
    return TestSets.copy(repository().resolve("policies/postman"), into);
  }

  /** Replaces text in a team's file, which must hold it. */
  public static void editTeam(Path set, String team, String from, String to) {
    Path file = set.resolve("teams/" + team + ".yaml");
    try {
      String text = Files.readString(file);
      if (!text.contains(from)) {
        throw new IllegalStateException(file + " does not say `" + from + "`");
      }
      Files.writeString(file, text.replace(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
