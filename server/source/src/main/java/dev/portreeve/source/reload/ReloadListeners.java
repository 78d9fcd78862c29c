package dev.portreeve.source.reload;

import dev.portreeve.engine.PolicySetFiles;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

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
  public void looked() {
    listeners.forEach(ReloadListener::looked);
  }

  @Override
  public void teamsUnreadable(String problem) {
    listeners.forEach(listener -> listener.teamsUnreadable(problem));
  }

  @Override
  public void teamsReadable() {
    listeners.forEach(ReloadListener::teamsReadable);
  }

  @Override
  public void teamsMisnamed(List<String> problems) {
    listeners.forEach(listener -> listener.teamsMisnamed(problems));
  }

  @Override
  public void teamsRefused(Map<String, List<String>> problems) {
    listeners.forEach(listener -> listener.teamsRefused(problems));
  }

  @Override
  public void teamsRecovered(Collection<String> ids) {
    listeners.forEach(listener -> listener.teamsRecovered(ids));
  }
}
