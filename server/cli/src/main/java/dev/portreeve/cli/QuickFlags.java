package dev.portreeve.cli;

import dev.portreeve.sidecar.config.Configuration;
import dev.portreeve.sidecar.config.Option;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command line of a start as it is nearly always written: {@code serve --flag value ...}. It is
 * read without the library that knows every other way, since loading that takes as long as loading
 * the policy set.
 */
final class QuickFlags {
  private QuickFlags() {}

  /** The flags, or empty when the library must look at the arguments: for help, or a mistake. */
  static Optional<Map<String, String>> of(String... arguments) {
    if (arguments.length % 2 == 0 || !arguments[0].equals("serve")) {
      return Optional.empty();
    }
    Set<String> known = new HashSet<>(Set.of(Configuration.FILE_FLAG));
    for (Option option : Option.values()) {
      known.add(option.flag());
    }
    Map<String, String> flags = new HashMap<>();
    for (int i = 1; i < arguments.length; i += 2) {
      String value = arguments[i + 1];
      boolean plain = !value.isEmpty() && "-@\"'".indexOf(value.charAt(0)) < 0;
      if (!known.remove(arguments[i]) || !plain) {
        return Optional.empty();
      }
      flags.put(arguments[i], value);
    }
    return Optional.of(flags);
  }
}
