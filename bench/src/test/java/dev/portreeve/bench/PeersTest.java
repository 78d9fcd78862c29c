package dev.portreeve.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.bench.peers.AuthzForcePeer;
import dev.portreeve.bench.peers.CasbinPeer;
import dev.portreeve.bench.peers.CasbinRulesPeer;
import dev.portreeve.bench.peers.CedarPeer;
import dev.portreeve.bench.peers.Peer;
import dev.portreeve.bench.shipped.CaseMix;
import dev.portreeve.bench.shipped.ShippedSet;
import dev.portreeve.engine.cases.Case;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The engines that Portreeve is measured against start, and decide as its policy does. */
class PeersTest {
  private static final List<Case> CASES =
      CaseMix.of(ShippedSet.load().cases(), "collection.export");

  @TestFactory
  Stream<DynamicTest> peer_casesOfTheMix_areDecidedAlike() {
    return Stream.of(
        agrees("cedar", CedarPeer::new),
        agrees("casbin", CasbinPeer::new),
        agrees("casbinRules", CasbinRulesPeer::new),
        agrees("authzforce", AuthzForcePeer::new));
  }

  private static DynamicTest agrees(String name, Function<List<Case>, Peer> engine) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          Peer peer = engine.apply(CASES);
          for (int i = 0; i < CASES.size(); i++) {
            boolean wanted = CASES.get(i).want().outcome().equals("permit");
            assertEquals(wanted, peer.permits(i), CASES.get(i).location());
          }
        });
  }
}
