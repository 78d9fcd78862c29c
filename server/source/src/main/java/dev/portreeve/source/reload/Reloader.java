package dev.portreeve.source.reload;

import dev.portreeve.source.directory.PolicySource;
import java.time.Duration;
import java.util.Map;

/**
 * Takes what a source offers into force: a policy set whole or not at all, a team by itself. Any
 * thread may ask for the {@link #status}.
 *
 * @param <G> the server's generations
 */
public final class Reloader<G extends Generation> implements AutoCloseable {
  /** A start waits for so many teams; the others are read while checks are answered already. */
  private static final int TEAMS_AT_START = 1_000;

  private final ReloadParts<G> parts;
  private final ReloadState<G> state = new ReloadState<>();
  private final PolicySetReload<G> policySet;
  private final TeamReload<G> teams;
  private final SourceWatchdog watchdog;

  private Reloader(ReloadParts<G> parts, Duration betweenKeeps) {
    this.parts = parts;
    this.policySet = new PolicySetReload<>(parts, state, betweenKeeps);
    this.teams = new TeamReload<>(parts, state);
    this.watchdog =
        new SourceWatchdog(
            Map.of("policy set", state.policySetClock(), "teams", state.teamsClock()));
  }

  /**
   * Loads what the source has, or else what the fallback has.
   *
   * @throws PolicySetRefused when there is no policy set to start with
   */
  public static <G extends Generation> Reloader<G> start(ReloadParts<G> parts, Fallback fallback)
      throws PolicySetRefused {
    return start(parts, fallback, TypeCheckKeeping.USUAL);
  }

  static <G extends Generation> Reloader<G> start(
      ReloadParts<G> parts, Fallback fallback, Duration betweenKeeps) throws PolicySetRefused {
    Reloader<G> reloader = new Reloader<>(parts, betweenKeeps);
    try {
      reloader.policySet.first(fallback);
      reloader.teams.first(TEAMS_AT_START);
      return reloader;
    } catch (PolicySetRefused | RuntimeException | Error e) {
      reloader.close();
      throw e;
    }
  }

  public CurrentGeneration<G> inForce() {
    return state.inForce();
  }

  public ReloadStatus status() {
    return state.status();
  }

  /** How old what is known of the policy set at the source is. */
  public SourceClock policySetClock() {
    return state.policySetClock();
  }

  /** How old what is known of the teams at the source is. */
  public SourceClock teamsClock() {
    return state.teamsClock();
  }

  /** Has everything read again soon, whatever seems unchanged. */
  public void doubtAll() {
    parts.source().doubtAll();
  }

  PolicySource source() {
    return parts.source();
  }

  PolicySetReload<G> policySet() {
    return policySet;
  }

  TeamReload<G> teams() {
    return teams;
  }

  @Override
  public void close() {
    watchdog.close();
  }
}
