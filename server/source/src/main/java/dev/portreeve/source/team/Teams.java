package dev.portreeve.source.team;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.source.directory.PolicySource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The teams under one schema: those in memory, those that can be read, and those whose files are
 * refused.
 *
 * <p>Any thread finds teams; one thread tells of changes.
 */
public final class Teams {
  /*
   * A team stands in the cache, which may lose it, or is pinned, which it is exactly while its
   * current file is refused but an earlier version of it was good. It is put in its new place before
   * it leaves the old one, so that whoever looks in both finds it. Only the thread that tells of
   * changes refuses files; what a request finds wrong is left for it to look at again.
   */
  private static final CompletableFuture<TeamLookup> NOBODY =
      CompletableFuture.completedFuture(TeamLookup.UNKNOWN);

  private static final int LOAD_SECONDS = 5;

  /** One part in so many of the memory for teams is left to those that are asked for. */
  private static final int RESERVED = 8;

  private final PolicySource source;
  private final TeamBinder binder;
  private final long maxWeight;
  private final Executor loaders;
  private final AsyncCache<String, TeamLookup> cache;
  private final TeamTraffic traffic;
  private final Map<String, TeamLookup.Known> pinned = new ConcurrentHashMap<>();
  private final Map<String, List<String>> refused = new ConcurrentHashMap<>();
  private final Set<String> doubtful = ConcurrentHashMap.newKeySet();

  /** Those whose change could not be read, since the source did not answer. */
  private final Set<String> unread = ConcurrentHashMap.newKeySet();

  /**
   * @param source where teams are read from
   * @param schema what they are bound to
   * @param maxWeight roughly how many bytes of teams are kept in memory
   * @param loaders runs what has to wait for a file
   */
  public Teams(PolicySource source, Schema schema, long maxWeight, Executor loaders) {
    this(source, schema, maxWeight, loaders, new TeamTraffic());
  }

  private Teams(
      PolicySource source, Schema schema, long maxWeight, Executor loaders, TeamTraffic traffic) {
    this.source = source;
    this.traffic = traffic;
    this.binder = new TeamBinder(source, schema);
    this.maxWeight = maxWeight;
    this.loaders = loaders;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(maxWeight)
            .weigher(Teams::weight)
            .executor(Runnable::run)
            .evictionListener((id, team, cause) -> traffic.evicted())
            .buildAsync();
  }

  /** What is known of a team: at once if it is in memory or there is none, else when it is read. */
  public CompletableFuture<TeamLookup> find(String id) {
    CompletableFuture<TeamLookup> cached = cache.getIfPresent(id);
    if (cached != null) {
      return cached;
    }
    TeamLookup.Known last = pinned.get(id);
    if (last != null) {
      return CompletableFuture.completedFuture(last);
    }
    return refused.containsKey(id) || !source.holds(id) ? NOBODY : load(id);
  }

  /**
   * Whether a change of this team's file must be taken in: it is in memory, or refused. What is not
   * is read when it is asked for.
   */
  public boolean concerns(String id) {
    return inMemory(id) || refused.containsKey(id) || !source.holds(id);
  }

  /**
   * The ids that requests found refused since the last call, and those whose change could not be
   * read; they are to be read again.
   */
  public List<String> takeDoubtful() {
    Set<String> ids = new HashSet<>(doubtful);
    ids.addAll(unread);
    ids.forEach(doubtful::remove);
    ids.forEach(unread::remove);
    return List.copyOf(ids);
  }

  /** Whether some team in force is known to have changed and could not be read. */
  public boolean behind() {
    return !unread.isEmpty();
  }

  /** The ids of all teams in memory and all that are refused. */
  public Set<String> held() {
    Set<String> ids = new HashSet<>(refused.keySet());
    ids.addAll(pinned.keySet());
    ids.addAll(cache.synchronous().asMap().keySet());
    return ids;
  }

  /** Takes in that a team's file has come, changed or gone. Only one thread at a time. */
  public void take(String id) {
    if (source.holds(id)) {
      take(id, binder.read(id));
    } else {
      forget(id);
    }
  }

  /** Whether teams that nobody has asked for may be read ahead without pushing others out. */
  public boolean roomLeft() {
    return cache
        .synchronous()
        .policy()
        .eviction()
        .map(eviction -> eviction.weightedSize().orElse(0) < maxWeight - maxWeight / RESERVED)
        .orElse(true);
  }

  /** All the teams in memory and all that are refused, read again and bound to another schema. */
  public Rebinding rebind(Schema schema) {
    Teams next = new Teams(source, schema, maxWeight, loaders, traffic);
    for (String id : held()) {
      TeamBinder.Reading now = next.binder.read(id);
      Optional<TeamLookup.Known> before = inForce(id);
      if (before.isPresent() && !(now instanceof TeamBinder.Good)) {
        TeamBinder.Reading old = next.binder.bind(before.get().file());
        if (old instanceof TeamBinder.Bad bad) {
          return new Rebinding.Misfit(id, bad.problems().digest());
        }
        next.take(id, old);
      }
      next.take(id, now);
    }
    return new Rebinding.Fits(next);
  }

  /** What is wrong with the refused team files, by team. */
  public Map<String, List<String>> refused() {
    return new TreeMap<>(refused);
  }

  /** How many team files are refused. */
  public int refusedCount() {
    return refused.size();
  }

  /** What lies beside the team files and was probably meant as one. */
  public List<String> misnamed() {
    return source.misnamed();
  }

  /** How many teams there are. */
  public int count() {
    return source.teamCount();
  }

  /** Roughly how many are in memory. */
  public long inMemory() {
    return cache.synchronous().estimatedSize() + pinned.size();
  }

  /** What has come into memory and left it, under this schema and those before. */
  public TeamTraffic traffic() {
    return traffic;
  }

  /** How many are served as they were before their file was refused. */
  public int pinned() {
    return pinned.size();
  }

  private CompletableFuture<TeamLookup> load(String id) {
    CompletableFuture<TeamLookup> loading = cache.get(id, (key, unused) -> begin(id));
    return loading.whenComplete(
        (found, failure) -> {
          if (!(found instanceof TeamLookup.Known)) {
            cache.asMap().remove(id, loading);
          }
        });
  }

  /** Storage that does not answer denies after a while; nobody waits for ever. */
  private CompletableFuture<TeamLookup> begin(String id) {
    try {
      return CompletableFuture.supplyAsync(() -> readUnasked(id), loaders)
          .completeOnTimeout(TeamLookup.UNAVAILABLE, LOAD_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(TeamLookup.UNAVAILABLE);
    }
  }

  private TeamLookup readUnasked(String id) {
    traffic.read();
    TeamBinder.Reading reading = binder.read(id);
    if (reading instanceof TeamBinder.Good good) {
      return good.team();
    }
    if (reading instanceof TeamBinder.Unreachable) {
      return TeamLookup.UNAVAILABLE;
    }
    if (reading instanceof TeamBinder.Bad) {
      doubtful.add(id);
    }
    return TeamLookup.UNKNOWN;
  }

  private void take(String id, TeamBinder.Reading reading) {
    if (reading instanceof TeamBinder.Good good) {
      TeamLookup.Known team = inForce(id).filter(good::sameContent).orElse(good.team());
      cache.put(id, CompletableFuture.completedFuture(team));
      pinned.remove(id);
      refused.remove(id);
    } else if (reading instanceof TeamBinder.Bad bad) {
      inForce(id).ifPresent(last -> pinned.put(id, last));
      refused.put(id, bad.problems().digest());
      cache.synchronous().invalidate(id);
    } else if (reading instanceof TeamBinder.Unreachable) {
      unread.add(id);
    } else if (!source.holds(id)) {
      forget(id);
    }
    // A file that is gone for a moment changes nothing; once it is gone for good the source says
    // so.
  }

  private Optional<TeamLookup.Known> inForce(String id) {
    TeamLookup.Known kept = pinned.get(id);
    if (kept == null && cache.synchronous().getIfPresent(id) instanceof TeamLookup.Known current) {
      kept = current;
    }
    return Optional.ofNullable(kept);
  }

  private boolean inMemory(String id) {
    return pinned.containsKey(id) || cache.asMap().containsKey(id);
  }

  private void forget(String id) {
    cache.synchronous().invalidate(id);
    pinned.remove(id);
    refused.remove(id);
    unread.remove(id);
  }

  private static int weight(String id, TeamLookup team) {
    return team instanceof TeamLookup.Known known ? known.weight() : 1;
  }
}
