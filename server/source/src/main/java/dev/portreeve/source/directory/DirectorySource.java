package dev.portreeve.source.directory;

import dev.portreeve.engine.PolicySetFiles;
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
   * fiftieth of the time.
   */
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int POLL_SHARE = 50;

  private final PolicyDirectory policies;
  private final TeamDirectory teams;
  private final DirectoryWatch watch;
  private final Set<String> heard = new HashSet<>();
  private boolean lookedBefore;
  private boolean lookAtAll = true;
  private long nextPoll = System.nanoTime();

  /**
   * @param policies the policy set
   * @param teams the team files; may be missing as long as they have never been there
   */
  public DirectorySource(Path policies, Path teams) {
    this.policies = new PolicyDirectory(policies, SettleTimer::new);
    boolean inside = teams.equals(policies.resolve("teams"));
    this.teams = new TeamDirectory(teams, inside ? "teams" : teams.toString());
    this.watch = DirectoryWatch.open(policies);
  }

  @Override
  public PolicySetFiles policySet() throws SourceException {
    watch.watch(List.of(policies.root(), policies.actions(), teams.root()));
    return policies.read();
  }

  @Override
  public List<String> changedTeams() throws SourceException {
    if (lookedBefore) {
      return look();
    }
    lookedBefore = true;
    List<String> all = new ArrayList<>(look());
    for (SettleTimer patience = new SettleTimer();
        !teams.restless().isEmpty() && !patience.spent(); ) {
      patience.pause();
      all.addAll(look());
    }
    return all;
  }

  private List<String> look() throws SourceException {
    heard.addAll(teams.restless());
    List<String> names = List.copyOf(heard);
    heard.clear();
    if (!lookAtAll && nextPoll - System.nanoTime() > 0) {
      return teams.lookAt(names);
    }
    lookAtAll = false;
    long began = System.nanoTime();
    try {
      return teams.lookAtAll();
    } finally {
      long ended = System.nanoTime();
      nextPoll = ended + Math.max(POLL.toNanos(), POLL_SHARE * (ended - began));
    }
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
  public void awaitChange() throws InterruptedException {
    lookAtAll |= teams.someMissed();
    Duration atMost = lookAtAll ? Duration.ofMillis(SettleTimer.LOOK_MILLIS) : POLL;
    long restless = teams.restlessNanos();
    watch.await(restless > 0 ? Duration.ofNanos(restless) : atMost, new Hearing());
  }

  @Override
  public void close() {
    watch.close();
  }

  /** Notes what has to be looked at. */
  private final class Hearing implements DirectoryWatch.Listener {
    @Override
    public void changed(Path directory, String name) {
      if (name.startsWith("..") || name.equals(String.valueOf(teams.root().getFileName()))) {
        // A volume has been swapped, or the directory itself.
        lookAtAll = true;
      } else if (directory.equals(teams.root())) {
        heard.add(name);
      }
    }

    @Override
    public void lost() {
      lookAtAll = true;
    }
  }
}
