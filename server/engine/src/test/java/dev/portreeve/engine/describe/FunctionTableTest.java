package dev.portreeve.engine.describe;

import dev.portreeve.engine.testing.Golden;
import dev.portreeve.engine.testing.Repository;
import org.junit.jupiter.api.Test;

class FunctionTableTest {
  @Test
  void page_committed_isMadeOfTheTable() {
    Golden.check(Repository.root().resolve("policies/FUNCTIONS.md"), FunctionTable.page());
  }
}
