package dev.portreeve.source.directory;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.facts.TeamFileName;
import dev.portreeve.engine.yaml.SourceFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A policy set and its teams in directories. */
public final class DirectorySource implements PolicySource {
  /*
   * The watch makes changes known at once; a look at everything now and then finds what it missed
   * (network file systems, links that lead elsewhere, lost events). Looking never takes more than a
   * fiftieth of the time. A file that the watch tells of is read whatever its stat says, since
   * programs can put back everything but the time of change.
   */
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int POLL_SHARE = 50;

  private final PolicyDirectory policies;
  private final TeamDirectory teams;
  private final DirectoryWatch watch;
  private final Set<String> heard = new HashSet<>();
  private boolean lookedBefore;
  private boolean lookedAtAll;
  private volatile boolean lookAtAll = true;
  private volatile boolean doubtAll;
  private long nextPoll = System.nanoTime();

  /**
   * @param policies the policy set
   * @param teams the team files; may be missing as long as they have never been there
   */
  public DirectorySource(Path policies, Path teams) {
    this(policies, teams, DirectoryWatch.open(policies));
  }

  DirectorySource(Path policies, Path teams, DirectoryWatch watch) {
    this.policies = new PolicyDirectory(policies, SettleTimer::new);
    boolean inside = teams.equals(policies.resolve("teams"));
    this.teams = new TeamDirectory(teams, inside ? "teams" : teams.toString());
    this.watch = watch;
  }

  @Override
  public PolicySetFiles policySet() throws SourceException {
    watch.watch(policies.root());
    watch.watch(policies.actions());
    watch.watch(policies.directory());
    return policies.read();
  }

  @Override
  public List<String> changedTeams() throws SourceException {
    watch.watch(teams.root());
    lookedAtAll = false;
    if (lookedBefore) {
      return look();
    }
    List<String> all = new ArrayList<>(look());
    lookedBefore = true;
    for (SettleTimer timer = new SettleTimer(); !teams.pending().isEmpty() && !timer.spent(); ) {
      timer.pause();
      all.addAll(look());
    }
    return all;
  }

  private List<String> look() throws SourceException {
    if (doubtAll) {
      doubtAll = false;
      lookAtAll = true;
      teams.doubtAll();
    }
    heard.addAll(teams.pending());
    List<String> names = List.copyOf(heard);
    heard.clear();
    boolean atAll = lookAtAll || nextPoll - System.nanoTime() <= 0;
    lookedAtAll |= atAll;
    List<String> changed = new ArrayList<>(atAll ? lookAtAll() : teams.lookAt(names));
    changed.addAll(teams.takeUnread());
    return changed;
  }

  /** Until it succeeds once, every look is one at all. */
  private List<String> lookAtAll() throws SourceException {
    lookAtAll = true;
    long began = System.nanoTime();
    List<String> changed = teams.lookAtAll();
    long ended = System.nanoTime();
    nextPoll = ended + Math.max(POLL.toNanos(), POLL_SHARE * (ended - began));
    lookAtAll = false;
    return changed;
  }

  @Override
  public boolean current() {
    return lookedAtAll || watch.watches(teams.root());
  }

  @Override
  public boolean holds(String teamId) {
    return teams.holds(teamId);
  }

  @Override
  public int teamCount() {
    return teams.count();
  }

  @Override
  public Optional<SourceFile> team(String id) throws SourceException {
    return teams.read(id);
  }

  @Override
  public List<String> misnamed() {
    return teams.misnamed();
  }

  @Override
  public void doubtAll() {
    policies.doubtAll();
    doubtAll = true;
  }

  @Override
  public void awaitChange(Duration atMost) throws InterruptedException {
    lookAtAll |= teams.someMissed();
    long nanos = Math.min(atMost.toNanos(), POLL.toNanos());
    long pending = teams.pendingNanos();
    if (pending > 0) {
      nanos = Math.min(nanos, pending);
    } else if (lookAtAll) {
      nanos = Math.min(nanos, Duration.ofMillis(SettleTimer.LOOK_MILLIS).toNanos());
    }
    watch.await(Duration.ofNanos(nanos), new ChangeNotes());
  }

  @Override
  public void close() {
    watch.close();
  }

  /** Notes what has to be looked at. */
  private final class ChangeNotes implements DirectoryWatch.Listener {
    @Override
    public void changed(Path directory, String name) {
      boolean swapped = name.startsWith("..");
      if (directory.equals(teams.root())) {
        lookAtAll |= swapped || TeamFileName.isMisnamed(name);
        heard.add(name);
        teams.doubt(name);
      } else if (swapped) {
        lookAtAll = true;
        policies.doubtAll();
      } else {
        lookAtAll |= name.equals(String.valueOf(teams.root().getFileName()));
        policies.doubt(directory, name);
      }
    }

    @Override
    public void lost() {
      doubtAll();
    }
  }
}
