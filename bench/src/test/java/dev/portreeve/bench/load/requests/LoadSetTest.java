package dev.portreeve.bench.load.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LoadSetTest {
  @Test
  void team_wantedOneThatBlocks_isThatOrItsNeighbour() {
    assertEquals(7, LoadSet.team(7, true));
    assertEquals(6, LoadSet.team(7, false));
    assertTrue(LoadSet.blocks(LoadSet.team(998, true)));
    assertFalse(LoadSet.blocks(LoadSet.team(999, false)));
  }

  @Test
  void mixed_exports_endInSeveralWaysAndBeginWithAPermit() {
    assertTrue(ExportChecks.mixed().get(0).permit());
    assertEquals(4, ExportChecks.mixed().stream().map(Check::reason).distinct().count());
  }
}
