package dev.portreeve.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The CPU time that something takes, which other work on the machine disturbs less than time. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class CpuTime {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Of the thread that does it. */
  public double cpuMillis;

  /** Of the whole process, with the compiler and the collector. */
  public double processCpuMillis;

  @Setup(Level.Iteration)
  public void reset() {
    cpuMillis = 0;
    processCpuMillis = 0;
  }

  <T> T of(Supplier<T> work) {
    long thread = THREADS.getCurrentThreadCpuTime();
    long process = PROCESS.getProcessCpuTime();
    T result = work.get();
    cpuMillis += (THREADS.getCurrentThreadCpuTime() - thread) / NANOS_PER_MILLI;
    processCpuMillis += (PROCESS.getProcessCpuTime() - process) / NANOS_PER_MILLI;
    return result;
  }
}
