package dev.portreeve.source.reload;

import dev.portreeve.engine.PolicySetFiles;
import java.time.Duration;
import java.util.List;

/**
 * Tells several listeners, in their order.
 *
 * @param listeners told each thing
 */
public record ReloadListeners(List<ReloadListener> listeners) implements ReloadListener {
  public ReloadListeners {
    listeners = List.copyOf(listeners);
  }

  @Override
  public void taken(Generation generation, PolicySetFiles files, Duration took) {
    listeners.forEach(listener -> listener.taken(generation, files, took));
  }

  @Override
  public void refused(List<String> problems) {
    listeners.forEach(listener -> listener.refused(problems));
  }

  @Override
  public void restored() {
    listeners.forEach(ReloadListener::restored);
  }

  @Override
  public void teamsUnreadable(String problem) {
    listeners.forEach(listener -> listener.teamsUnreadable(problem));
  }

  @Override
  public void teamRefused(String teamId, List<String> problems) {
    listeners.forEach(listener -> listener.teamRefused(teamId, problems));
  }

  @Override
  public void teamRecovered(String teamId) {
    listeners.forEach(listener -> listener.teamRecovered(teamId));
  }
}
