package dev.portreeve.client.testing;

import dev.portreeve.client.Check;
import dev.portreeve.client.Resource;
import dev.portreeve.client.Subject;
import dev.portreeve.engine.testing.Repository;
import java.nio.file.Path;

/** A policy set that has an answer of each kind, and checks that get them. */
public final class Desk {
  public static final Subject CLERK = Subject.of("user", "eve").with("role", "clerk");
  public static final Resource DESK = Resource.of("desk", "d1").with("team", "acme");
  public static final Check PERMITTED = check("desk.open");
  public static final Check OBLIGED = check("desk.lend");
  public static final Check DENIED = Check.of(Subject.of("user", "mal"), PERMITTED.action(), DESK);

  private Desk() {}

  /** The directory of the set; not to be changed. */
  public static Path set() {
    return Repository.root().resolve("clients/java/src/test/resources/sets/desk");
  }

  /** A check of the clerk's. */
  public static Check check(String action) {
    return Check.builder().subject(CLERK).action(action).resource(DESK).build();
  }
}
