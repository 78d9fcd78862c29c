package dev.portreeve.cli;

import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreLocation;
import dev.portreeve.store.TeamStore;
import picocli.CommandLine.Option;

/** Which store a verb works on. */
final class StoreChoice {
  @Option(
      names = "--store",
      paramLabel = "PLACE",
      required = true,
      defaultValue = "${PORTREEVE_STORE}",
      description = "The database: " + StoreLocation.FORM + ". Default: PORTREEVE_STORE.")
  private String place = "";

  /** Opens it. */
  TeamStore open() throws StoreException, NoAnswerException {
    StoreLocation where =
        StoreLocation.parse(place)
            .orElseThrow(
                () ->
                    new NoAnswerException(
                        "--store: this is no store: write " + StoreLocation.FORM));
    return TeamStore.open(where);
  }
}
