package dev.portreeve.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.source.directory.PolicySource;
import dev.portreeve.source.directory.SourceException;
import dev.portreeve.source.directory.SourceUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A policy set from files and its teams from a store: a team is read when it is asked for, and
 * again when the store tells that it has changed.
 */
public final class StoreSource implements PolicySource {
  /*
   * Each change has a number, and the source knows the last it has told of with its hash. It tells of
   * those behind it; where the store does not hold that change any more, be it another store or an
   * older copy put in its place, nothing that was read before counts.
   *
   * An unknown id is remembered for half a second: long enough that a flood of checks of one id asks
   * the store twice a second, short enough that a team that was made meanwhile is found in time, even
   * when its change was told between the reading and the remembering.
   */
  private static final Duration ABSENT_FOR = Duration.ofMillis(500);
  private static final int MOST_ABSENT = 10_000;

  /** More changes than that are not looked at one by one. */
  private static final int MOST_CHANGES = 1_000;

  private final PolicySource files;
  private final TeamStore store;
  private final ChangeSignal signal;
  private final Cache<String, Boolean> absent =
      Caffeine.newBuilder().maximumSize(MOST_ABSENT).expireAfterWrite(ABSENT_FOR).build();
  private @Nullable StoreState told;
  private volatile long count;
  private volatile Duration delay = Duration.ZERO;
  private final AtomicBoolean allInDoubt = new AtomicBoolean();

  /** Why nothing can be read at present, or empty. While it stands, nobody waits for the store. */
  private volatile String away = "";

  /**
   * @param files has the policy set
   * @param store has the teams; closed with this
   */
  public StoreSource(PolicySource files, TeamStore store) {
    this.files = files;
    this.store = store;
    this.signal = store.signal();
  }

  @Override
  public PolicySetFiles policySet() throws SourceException {
    return files.policySet();
  }

  @Override
  public List<String> changedTeams() throws SourceException {
    try {
      List<String> changed = changed();
      away = "";
      return changed;
    } catch (StoreException e) {
      away = e.problem();
      throw new SourceException(e.problem(), e);
    }
  }

  private List<String> changed() throws StoreException {
    StoreState now = store.state();
    StoreState before = told;
    List<String> ids = List.of();
    if (before != null && !now.equals(before)) {
      Optional<List<String>> since = since(before, now);
      if (since.isPresent()) {
        ids = since.get();
        ids.forEach(absent::invalidate);
      } else {
        absent.invalidateAll();
        allInDoubt.set(true);
      }
    }
    told = now;
    count = now.teams();
    return ids;
  }

  /** The teams changed between two states, or empty when one does not lead to the other. */
  private Optional<List<String>> since(StoreState before, StoreState now) throws StoreException {
    long changes = now.number() - before.number();
    if (!now.epoch().equals(before.epoch()) || changes <= 0 || changes > MOST_CHANGES) {
      return Optional.empty();
    }
    List<AuditRow> rows = store.audit(before.number(), (int) changes);
    if (rows.size() < changes || !rows.get(0).follows(before.head())) {
      return Optional.empty();
    }
    List<String> ids = new ArrayList<>();
    rows.get(rows.size() - 1)
        .at()
        .ifPresent(at -> delay = Duration.between(at, Instant.now()).abs());
    for (AuditRow row : rows) {
      if (!row.teams().isEmpty()) {
        Collections.addAll(ids, row.teams().split("\n", -1));
      }
    }
    return Optional.of(ids);
  }

  /**
   * How long after it was written the last change was heard of, from when on it is in force here;
   * zero before the first. As exact as the clocks of the servers agree.
   */
  public Duration delay() {
    return delay;
  }

  @Override
  public boolean takeAllInDoubt() {
    return allInDoubt.getAndSet(false);
  }

  @Override
  public boolean readsAhead() {
    return false;
  }

  @Override
  public boolean holds(String teamId) {
    return TeamReader.isId(teamId) && absent.getIfPresent(teamId) == null;
  }

  @Override
  public int teamCount() {
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  @Override
  public Optional<SourceFile> team(String id) throws SourceException {
    String problem = away;
    if (!problem.isEmpty()) {
      throw new SourceUnavailable(problem);
    }
    try {
      Optional<StoredTeam> team = store.team(id);
      if (team.isEmpty()) {
        absent.put(id, Boolean.TRUE);
      }
      return team.map(StoredTeam::file);
    } catch (StoreException e) {
      throw new SourceUnavailable(e.problem(), e);
    }
  }

  @Override
  public void doubtAll() {
    files.doubtAll();
    allInDoubt.set(true);
  }

  @Override
  public void awaitChange(Duration atMost) throws InterruptedException {
    files.awaitChange(Duration.ZERO); // it takes note of what has changed
    signal.await(atMost);
  }

  @Override
  public void close() {
    signal.close();
    files.close();
    store.close();
  }
}
