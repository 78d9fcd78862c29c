package dev.portreeve.policy.packages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;

/** The case files beside these tests. */
final class Cases {
  private Cases() {}

  @SuppressWarnings("unchecked") // the files are ours
  static <T> T load(String file) {
    try (InputStream in = Cases.class.getResourceAsStream("/packages/" + file)) {
      return (T) new Yaml().load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
