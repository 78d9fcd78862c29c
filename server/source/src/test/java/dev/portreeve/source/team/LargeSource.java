package dev.portreeve.source.team;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.source.directory.PolicySource;
import dev.portreeve.source.directory.SourceException;
import dev.portreeve.source.testing.GenerationSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A source of very many teams, which counts how often it is read and hangs when it is told to. */
public final class LargeSource implements PolicySource {
  private final int count;
  private final AtomicInteger reads = new AtomicInteger();
  private final LinkedBlockingQueue<String> changes = new LinkedBlockingQueue<>();
  private final Set<String> locked = ConcurrentHashMap.newKeySet();
  private volatile CountDownLatch policySetGate = new CountDownLatch(0);
  private volatile CountDownLatch teamGate = new CountDownLatch(0);
  private volatile PolicySetFiles files =
      PolicySetFiles.of(GenerationSet.withTeams(GenerationSet.valid(1)));
  private boolean lookedBefore;

  /**
   * @param count there are {@code t0} and so on
   */
  public LargeSource(int count) {
    this.count = count;
  }

  /** Locks a team, whose file changes by that. */
  public void lock(String id) {
    locked.add(id);
    changes.add(id);
  }

  /** Has the policy set replaced. */
  public void put(PolicySetFiles next) {
    files = next;
  }

  /** Whoever reads the policy set waits until the latch is counted down. */
  public CountDownLatch hangPolicySet() {
    policySetGate = new CountDownLatch(1);
    return policySetGate;
  }

  /** Whoever reads a team waits until the latch is counted down. */
  public CountDownLatch hangTeams() {
    teamGate = new CountDownLatch(1);
    return teamGate;
  }

  public int reads() {
    return reads.get();
  }

  @Override
  public PolicySetFiles policySet() throws SourceException {
    await(policySetGate);
    return files;
  }

  @Override
  public List<String> changedTeams() {
    List<String> changed = new ArrayList<>();
    for (int i = 0; !lookedBefore && i < count; i++) {
      changed.add("t" + i);
    }
    lookedBefore = true;
    changes.drainTo(changed);
    return changed;
  }

  @Override
  public boolean holds(String teamId) {
    return teamId.startsWith("t");
  }

  @Override
  public int teamCount() {
    return count;
  }

  @Override
  public Optional<SourceFile> team(String id) throws SourceException {
    await(teamGate);
    reads.incrementAndGet();
    String text = GenerationSet.team(id, locked.contains(id)) + "#".repeat(2_000);
    return Optional.of(new SourceFile("teams/" + id + ".yaml", text));
  }

  @Override
  public void awaitChange(Duration atMost) throws InterruptedException {
    String change = changes.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    if (change != null) {
      changes.add(change);
    }
  }

  private static void await(CountDownLatch gate) throws SourceException {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException("interrupted", e);
    }
  }

  @Override
  public void close() {}
}
