package dev.portreeve.bench;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much processor time a set takes to load whose directory has 100,000 entries, and what these
 * hold.
 *
 * <p>{@code bench/run dev.portreeve.bench.DirectoryLoad}; a process loads once cold, as a start
 * does, then again.
 */
public final class DirectoryLoad {
  private static final int ENTRIES = 100_000;
  private static final int FILES = 4;
  private static final int WARM = 5;
  private static final long MILLI = 1_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private DirectoryLoad() {}

  /** Prints the figures. */
  public static void main(String... arguments) {
    Map<String, String> texts = texts(ENTRIES);
    Map<String, String> none = texts(0);
    long empty = nanos();
    Snapshot bare = load(none, null);
    empty = nanos() - empty;
    long before = used();
    long cold = nanos();
    Snapshot full = load(texts, null);
    cold = nanos() - cold;
    long held = used() - before;
    System.out.printf("without a directory, cold: %d ms%n", empty / MILLI);
    System.out.printf("%,d entries, then: %d ms%n", full.directory().size(), cold / MILLI);
    System.out.printf("held beside the texts: %d bytes an entry%n", held / ENTRIES);
    for (int i = 0; i < WARM; i++) {
      System.out.printf("again: %d ms%n", time(texts, null));
    }
    Map<String, String> changed = new LinkedHashMap<>(texts);
    changed.merge("directory/0.yaml", "    z: {owner: u1, status: open}\n", String::concat);
    System.out.printf("reload, one of %d files changed: %d ms%n", FILES, time(changed, full));
    changed = new LinkedHashMap<>(texts);
    changed.put("requirements.yaml", "R-1: {basis: source, text: Another.}\n");
    System.out.printf("reload, no file of the directory changed: %d ms%n", time(changed, full));
    System.out.printf("(%d entries without)%n", bare.directory().size());
  }

  private static long time(Map<String, String> texts, @Nullable Snapshot previous) {
    long began = nanos();
    Snapshot unused = load(texts, previous);
    return (nanos() - began) / MILLI;
  }

  /** Processor time of this thread: what it would take alone on the machine, the JIT left out. */
  private static long nanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  private static Snapshot load(Map<String, String> texts, @Nullable Snapshot previous) {
    PolicySetFiles files = PolicySetFiles.of(texts);
    LoadResult result =
        previous == null ? PolicySetLoader.load(files) : PolicySetLoader.load(files, previous);
    if (result instanceof LoadResult.Loaded loaded) {
      return loaded.snapshot();
    }
    throw new IllegalStateException(((LoadResult.Refused) result).problems().get(0).render());
  }

  private static Map<String, String> texts(int entries) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(
        "schema.yaml",
        """
        name: documents
        subject: {types: [user]}
        resource:
          types:
            document:
              properties:
                owner: {type: string, directory: only}
                status: {type: string, enum: [open, archived], default: open, directory: fill}
        actions: {read: {resource: [document]}}
        """);
    texts.put(
        "actions/read.yaml",
        """
        name: read
        rule:
          match:
            - condition: resource.owner == subject.id && resource.status == "open"
              output: permit("yes")
            - output: deny("no")
        """);
    texts.put("messages.yaml", "yes: Yes.\nno: No.\n");
    for (int file = 0; file < FILES && entries > 0; file++) {
      StringBuilder text = new StringBuilder("resources:\n  document:\n");
      for (int i = file; i < entries; i += FILES) {
        text.append("    d%06d: {owner: u%d, status: archived}\n".formatted(i, i % 2_000));
      }
      texts.put("directory/" + file + ".yaml", text.toString());
    }
    return texts;
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
