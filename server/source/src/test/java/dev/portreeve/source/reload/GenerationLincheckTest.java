package dev.portreeve.source.reload;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.source.team.Teams;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Threads that decide under a generation while another puts the next in force: each sees one
 * generation and all of it, and what is in force afterwards is the one put in force last.
 */
@Param(name = "version", gen = IntGen.class, conf = "1:3")
public class GenerationLincheckTest {
  private static final boolean SOAK = Boolean.getBoolean("portreeve.soak");

  private final CurrentGeneration<Parts> current = new CurrentGeneration<>(new Parts(0, 0));

  /** What a generation is made of, here two numbers that belong together. */
  private record Parts(int set, int bound) implements Generation {
    @Override
    public Snapshot snapshot() {
      throw new IllegalStateException("nothing is decided here");
    }

    @Override
    public Teams teams() {
      throw new IllegalStateException("nothing is decided here");
    }
  }

  /** What a check sees, which takes the generation once. */
  @Operation
  public String now() {
    Parts taken = current.now();
    return taken.set() + "/" + taken.bound();
  }

  @Operation(nonParallelGroup = "reloads")
  public void replace(@Param(name = "version") int version) {
    current.replace(new Parts(version, version));
  }

  @Test
  void generation_replacedWhileItIsAsked_isLinearizable() {
    new StressOptions()
        .iterations(SOAK ? 100 : 4)
        .invocationsPerIteration(SOAK ? 10_000 : 300)
        .threads(3)
        .actorsPerThread(3)
        .check(GenerationLincheckTest.class);
  }
}
