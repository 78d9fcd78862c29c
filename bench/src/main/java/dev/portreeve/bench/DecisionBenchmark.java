package dev.portreeve.bench;

import static java.util.Objects.requireNonNull;

import dev.portreeve.bench.handwritten.HandCheck;
import dev.portreeve.bench.handwritten.HandRules;
import dev.portreeve.bench.peers.AuthzForcePeer;
import dev.portreeve.bench.peers.CasbinPeer;
import dev.portreeve.bench.peers.CasbinRulesPeer;
import dev.portreeve.bench.peers.CedarPeer;
import dev.portreeve.bench.peers.Peer;
import dev.portreeve.bench.shipped.CaseMix;
import dev.portreeve.bench.shipped.RecordedCheck;
import dev.portreeve.bench.shipped.ShippedSet;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.lang.Decider;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a decision cost, and what do the same rules cost written by hand, evaluated by cel-java
 * or asked of another engine?
 *
 * <p>{@code bench/run DecisionBenchmark}. Checks are decoded and their teams found beforehand; each
 * goes round a mix of eight that end differently. Every answer is compared before measuring begins.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 700, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class DecisionBenchmark {
  private static final String EXPORT = "collection.export";
  private static final int MASK = CaseMix.SIZE - 1;

  /** The five actions that are written by hand as well. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // filled by @Setup
  public static class Five {
    @Param({
      "collection.export",
      "workspace.create",
      "collection.guest_join",
      "element.share",
      "package.import"
    })
    String action = EXPORT;

    private Snapshot snapshot;
    private Decider oracle;
    private HandRules hand;
    private RecordedCheck[] asked;
    private HandCheck[] byHand;
    private int next;

    /** Makes the checks ready and expects the same of all three. */
    @Setup
    public void prepare() {
      ShippedSet set = ShippedSet.load();
      List<Case> cases = CaseMix.of(set.cases(), action);
      snapshot = set.snapshot();
      oracle = snapshot.oracle(action).orElseThrow();
      hand = requireNonNull(HandRules.BY_ACTION.get(action));
      asked = RecordedCheck.of(snapshot, cases);
      byHand =
          cases.stream()
              .map(one -> HandCheck.of(one.request(), one.team().orElseThrow()))
              .toArray(HandCheck[]::new);
      for (int i = 0; i < asked.length; i++) {
        Decision wanted = asked[i].decide(snapshot);
        expectEqual(cases.get(i), wanted, oracle.decide(asked[i].frame(), asked[i].team()));
        expectEqual(cases.get(i), wanted.spoken("", ""), hand.decide(byHand[i]));
      }
    }
  }

  /** Each action of the set. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // filled by @Setup
  public static class Every {
    @Param({
      "collection.access_key.generate",
      "collection.access_key.revoke",
      "collection.access_key.view",
      "collection.delete",
      "collection.export",
      "collection.fork",
      "collection.guest_join",
      "collection.guest_link.disable",
      "collection.guest_link.enable",
      "collection.public_link.create",
      "collection.read_json",
      "collection.remove_external_user",
      "collection.remove_guest",
      "collection.request_editor",
      "collection.run_button.create",
      "collection.send_request",
      "collection.update",
      "collection.view",
      "element.assign_role",
      "element.move",
      "element.share",
      "guest.change_role",
      "live_session.start",
      "mock_server.call",
      "mock_server.create",
      "mock_server.update",
      "package.import",
      "private_npm.scopes.update",
      "private_npm.token.delete",
      "private_npm.token.edit",
      "private_npm.token.set",
      "private_npm.token.view",
      "private_npm.view",
      "settings.update",
      "settings.view",
      "share_request.approve",
      "share_request.deny",
      "share_request.view",
      "team.join",
      "team.remove_member",
      "vault.export",
      "workspace.change_visibility",
      "workspace.create",
      "workspace.delete",
      "workspace.invite",
      "workspace.remove_guest",
      "workspace.view",
      "workspace_request.approve",
      "workspace_request.deny",
      "workspace_request.view"
    })
    String action = EXPORT;

    private Snapshot snapshot;
    private RecordedCheck[] asked;
    private int next;

    @Setup
    public void prepare() {
      ShippedSet set = ShippedSet.load();
      snapshot = set.snapshot();
      asked = RecordedCheck.of(snapshot, CaseMix.of(set.cases(), action));
    }
  }

  /** Checks of {@code collection.export} that another engine is asked. */
  @SuppressWarnings("NullAway.Init") // filled by @Setup
  private abstract static class Peers {
    private Peer peer;
    private int next;

    void prepare(Function<List<Case>, Peer> engine) {
      List<Case> cases = CaseMix.of(ShippedSet.load().cases(), EXPORT);
      peer = engine.apply(cases);
      for (int i = 0; i < cases.size(); i++) {
        expectEqual(cases.get(i), cases.get(i).want().outcome().equals("permit"), peer.permits(i));
      }
    }

    boolean ask() {
      return peer.permits(next++ & MASK);
    }
  }

  /** For {@link #cedar}. */
  @State(Scope.Benchmark)
  public static class Cedar extends Peers {
    @Setup
    public void prepare() {
      prepare(CedarPeer::new);
    }
  }

  /** For {@link #casbin}. */
  @State(Scope.Benchmark)
  public static class Casbin extends Peers {
    @Setup
    public void prepare() {
      prepare(CasbinPeer::new);
    }
  }

  /** For {@link #casbinRules}. */
  @State(Scope.Benchmark)
  public static class CasbinRules extends Peers {
    @Setup
    public void prepare() {
      prepare(CasbinRulesPeer::new);
    }
  }

  /** For {@link #authzforce}. */
  @State(Scope.Benchmark)
  public static class AuthzForce extends Peers {
    @Setup
    public void prepare() {
      prepare(AuthzForcePeer::new);
    }
  }

  private static void expectEqual(Case one, Object wanted, Object got) {
    if (!wanted.equals(got)) {
      throw new IllegalStateException(one.location() + ": want " + wanted + ", got " + got);
    }
  }

  @Benchmark
  public Decision portreeve(Five mix) {
    return mix.asked[mix.next++ & MASK].decide(mix.snapshot);
  }

  @Benchmark
  public Decision byHand(Five mix) {
    return mix.hand.decide(mix.byHand[mix.next++ & MASK]);
  }

  @Benchmark
  public Decision oracle(Five mix) {
    RecordedCheck asked = mix.asked[mix.next++ & MASK];
    return mix.oracle.decide(asked.frame(), asked.team());
  }

  @Benchmark
  public Decision everyAction(Every mix) {
    return mix.asked[mix.next++ & MASK].decide(mix.snapshot);
  }

  @Benchmark
  public boolean cedar(Cedar cedar) {
    return cedar.ask();
  }

  @Benchmark
  public boolean authzforce(AuthzForce authzforce) {
    return authzforce.ask();
  }

  @Benchmark
  public boolean casbin(Casbin casbin) {
    return casbin.ask();
  }

  @Benchmark
  public boolean casbinRules(CasbinRules casbin) {
    return casbin.ask();
  }
}
