package dev.portreeve.source.reload;

import dev.portreeve.source.directory.SourceException;
import dev.portreeve.source.team.Teams;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in that the files of teams have come, changed or gone, each by itself. One thread looks.
 *
 * @param <G> the server's generations
 */
final class TeamReload<G extends Generation> {
  /*
   * A few changes are taken in at once. Many are worked off in slices, with looks between them, so
   * that what changes next need not wait for all of them; teams that nobody has asked for come last
   * and only while there is room for them.
   */
  private static final Logger LOG = LoggerFactory.getLogger(TeamReload.class);
  private static final int FEW = 100;
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ReloadParts<G> parts;
  private final ReloadState<G> state;
  private final Set<String> many = new LinkedHashSet<>();
  private final Deque<String> readAhead = new ArrayDeque<>();
  private Map<String, List<String>> refused = new TreeMap<>();
  private List<String> misnamed = List.of();
  private @Nullable Teams told;

  TeamReload(ReloadParts<G> parts, ReloadState<G> state) {
    this.parts = parts;
    this.state = state;
  }

  /** The first look, at a start: reads so many teams ahead, while there is room. */
  void first(int most) {
    List<String> ids = changed();
    readAhead.addAll(ids);
    int read = 0;
    while (read < most && readAheadOne()) {
      read++;
    }
    tell();
    tellMisnamed();
  }

  /** Looks at the source once and takes in what has changed. Never throws. */
  void look() {
    try {
      takeIn(changed());
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("changed teams could not be taken in; those in force stay", e);
    }
  }

  /** Whether another look should come soon, since not all that is known has been taken in. */
  boolean behind() {
    return !many.isEmpty() || !readAhead.isEmpty();
  }

  private List<String> changed() {
    SourceClock clock = state.teamsClock();
    clock.begin();
    try {
      List<String> changed = parts.source().changedTeams();
      if (parts.source().current()) {
        clock.ended();
      } else {
        clock.failed();
      }
      problem("");
      return changed;
    } catch (SourceException e) {
      clock.failed();
      problem(e.problem());
      return List.of();
    } catch (RuntimeException | Error e) {
      clock.failed();
      throw e;
    }
  }

  private void problem(String problem) {
    if (problem.equals(state.status().teamsProblem())) {
      return;
    }
    state.status(s -> s.withTeamsProblem(problem));
    if (problem.isEmpty()) {
      parts.listener().teamsReadable();
    } else {
      parts.listener().teamsUnreadable(problem);
    }
  }

  private void takeIn(List<String> changed) {
    Teams teams = state.inForce().now().teams();
    Set<String> concerned = new LinkedHashSet<>(teams.takeDoubtful());
    if (parts.source().takeAllInDoubt()) {
      concerned.addAll(teams.held());
    }
    for (String id : changed) {
      if (teams.concerns(id)) {
        concerned.add(id);
      } else if (parts.source().readsAhead()) {
        readAhead.add(id);
      }
    }
    boolean any = !concerned.isEmpty() || behind() || teams != told;
    many.addAll(concerned);
    if (concerned.size() <= FEW) {
      concerned.forEach(this::take);
    }
    workOff();
    if (any) {
      tell();
    }
    if (many.isEmpty() && !teams.behind()) {
      state.teamsClock().inSync();
    }
    tellMisnamed();
  }

  private void workOff() {
    long until = System.nanoTime() + SLICE_NANOS;
    while (!many.isEmpty() && until > System.nanoTime()) {
      take(many.iterator().next());
    }
    boolean more = true;
    while (more && until > System.nanoTime()) {
      more = readAheadOne();
    }
  }

  /** Whatever goes wrong, the change is not lost: it is tried again after all others. */
  private void take(String id) {
    many.remove(id);
    boolean taken = false;
    try {
      state.takeTeam(id);
      taken = true;
    } finally {
      if (!taken) {
        many.add(id);
      }
    }
  }

  /** Reads one team that nobody has asked for; false when there is none or no room. */
  private boolean readAheadOne() {
    if (readAhead.isEmpty() || !state.inForce().now().teams().roomLeft()) {
      readAhead.clear();
      return false;
    }
    state.takeTeam(readAhead.remove());
    return true;
  }

  private void tell() {
    Teams teams = state.inForce().now().teams();
    told = teams;
    Map<String, List<String>> now = teams.refused();
    Map<String, List<String>> other = new TreeMap<>(now);
    other.entrySet().removeIf(team -> team.getValue().equals(refused.get(team.getKey())));
    Collection<String> recovered = new ArrayList<>(refused.keySet());
    recovered.removeAll(now.keySet());
    refused = now;
    if (!other.isEmpty()) {
      parts.listener().teamsRefused(other);
    }
    if (!recovered.isEmpty()) {
      parts.listener().teamsRecovered(recovered);
    }
  }

  private void tellMisnamed() {
    List<String> now = parts.source().misnamed();
    if (!now.equals(misnamed)) {
      misnamed = now;
      if (!now.isEmpty()) {
        parts.listener().teamsMisnamed(now);
      }
    }
  }
}
