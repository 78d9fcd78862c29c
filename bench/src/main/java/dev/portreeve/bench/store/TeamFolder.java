package dev.portreeve.bench.store;

import dev.portreeve.bench.generated.TypicalTeam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** A directory of team files with settings, an allow list and twelve members each. */
final class TeamFolder {
  private TeamFolder() {}

  /** Writes one. */
  static Path write(Path folder, int teams) throws IOException {
    Files.createDirectories(folder);
    IntStream.range(0, teams)
        .parallel()
        .forEach(
            team -> {
              try {
                Path file = folder.resolve(TypicalTeam.id(team) + ".yaml");
                Files.writeString(file, TypicalTeam.WHOLE.file(team).text());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return folder;
  }
}
