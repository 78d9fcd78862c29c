package dev.portreeve.sidecar.config;

import dev.portreeve.engine.yaml.ShownText;
import dev.portreeve.engine.yaml.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The environment variables that begin {@code PORTREEVE_}: one that nobody reads is an option that
 * somebody has misspelt, and is refused.
 */
final class Variables {
  private static final String PREFIX = "PORTREEVE_";

  /**
   * Read by the launcher ({@code PORTREEVE_CACHE} is an option as well), by the tests, and by the
   * commands that ask a server.
   */
  private static final Set<String> OTHERS =
      Set.of(
          "PORTREEVE_JAVA_OPTS",
          "PORTREEVE_CI",
          "PORTREEVE_CALLER_KEY",
          "PORTREEVE_CALLER_TOKEN",
          "PORTREEVE_CALLER_PASSWORD");

  /** Kubernetes tells each container of every service, with the service's name as prefix. */
  private static final List<String> SERVICE_LINKS = List.of("PORT", "SERVICE_");

  private static final String LINKED_HOST = "_SERVICE_HOST";

  private Variables() {}

  static void refuseUnknown(Map<String, String> variables) throws ConfigurationException {
    List<String> known =
        Stream.concat(
                Stream.of(Configuration.FILE_VARIABLE),
                Arrays.stream(Option.values()).map(Option::variable))
            .toList();
    List<String> problems = new ArrayList<>();
    new TreeMap<>(variables)
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX)
                  && !value.isEmpty()
                  && !known.contains(name)
                  && !OTHERS.contains(name)
                  && !isServiceLink(name, variables)) {
                String shown = ShownText.of(name);
                String help = Suggestion.didYouMean(shown, known);
                problems.add(shown + ": no such variable" + (help.isEmpty() ? "" : ": " + help));
              }
            });
    if (!problems.isEmpty()) {
      throw new ConfigurationException(String.join("\n", problems));
    }
  }

  /** Whether it tells of a service called {@code portreeve}, or {@code portreeve-...}. */
  private static boolean isServiceLink(String name, Map<String, String> variables) {
    String rest = name.substring(PREFIX.length());
    return SERVICE_LINKS.stream().anyMatch(rest::startsWith)
        || variables.keySet().stream()
            .filter(other -> other.startsWith(PREFIX) && other.endsWith(LINKED_HOST))
            .map(host -> host.substring(0, host.length() - LINKED_HOST.length()))
            .anyMatch(
                service ->
                    SERVICE_LINKS.stream().anyMatch(l -> name.startsWith(service + "_" + l)));
  }
}
