package dev.portreeve.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The heap that something holds: what is used after a collection, less what was before. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class HeldBytes {
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

  /** The bytes held for each team, with its place in the list. */
  public double bytesPerTeam;

  @Setup(Level.Iteration)
  public void reset() {
    bytesPerTeam = 0;
  }

  <T> List<T> of(int teams, Supplier<List<T>> load) {
    long before = used();
    List<T> held = load.get();
    bytesPerTeam = (used() - before) / (double) teams;
    return held;
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return MEMORY.getHeapMemoryUsage().getUsed();
  }
}
