package dev.portreeve.sidecar.testing;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two servers of a policy set, alike but for the fast path.
 *
 * @param on answers usual checks on the fast path
 * @param off has none
 */
public record ServerPair(RunningServer on, RunningServer off) implements AutoCloseable {

  /** Starts both. */
  public static ServerPair of(Path policySet) {
    return of(policySet, Map.of());
  }

  /** Starts both with more flags. */
  public static ServerPair of(Path policySet, Map<String, String> flags) {
    return new ServerPair(one(policySet, flags, "on"), one(policySet, flags, "off"));
  }

  private static RunningServer one(Path policySet, Map<String, String> flags, String fastPath) {
    Map<String, String> all = new HashMap<>(flags);
    all.put("--fast-path", fastPath);
    return RunningServer.of(policySet, all);
  }

  public List<RunningServer> both() {
    return List.of(on, off);
  }

  @Override
  public void close() {
    on.close();
    off.close();
  }
}
