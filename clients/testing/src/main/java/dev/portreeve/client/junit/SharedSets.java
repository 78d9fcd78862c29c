package dev.portreeve.client.junit;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.inprocess.InProcessDecisionPoint;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opentest4j.AssertionFailedError;

/** The policy sets of this JVM's tests, each loaded once; their threads end with the JVM. */
final class SharedSets {
  private static final Map<Path, DecisionPoint> OPEN = new ConcurrentHashMap<>();

  private SharedSets() {}

  static DecisionPoint open(Path policies) {
    return OPEN.computeIfAbsent(policies.toAbsolutePath().normalize(), SharedSets::load);
  }

  private static DecisionPoint load(Path policies) {
    return InProcessDecisionPoint.builder(policies)
        .onUndeclaredFact(
            problem -> {
              throw new AssertionFailedError(problem);
            })
        .openUnobliged();
  }
}
