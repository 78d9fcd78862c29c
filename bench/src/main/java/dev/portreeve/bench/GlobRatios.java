package dev.portreeve.bench;

import dev.portreeve.bench.glob.Adversary;
import dev.portreeve.bench.glob.Matcher;
import dev.portreeve.bench.glob.Mix;
import dev.portreeve.bench.glob.Rival;
import dev.portreeve.bench.glob.SpecifierKind;
import dev.portreeve.bench.glob.Stopwatch;
import dev.portreeve.bench.glob.Workload;
import dev.portreeve.engine.packages.PackagePatterns;
import dev.portreeve.engine.packages.PackageSpecifier;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * How do the costs of pattern sets compare? Prints ratios, each of two things measured in turns in
 * one run: {@code bench/run dev.portreeve.bench.GlobRatios}.
 */
public final class GlobRatios {
  private static final int TURNS = 60;

  private GlobRatios() {}

  public static void main(String[] arguments) {
    sizes(Mix.PLAIN);
    sizes(Mix.WILD);
    brics();
    regexLoop();
    adversaries();
    retained();
  }

  /* What the check of a package does with its specifier. */
  private static Matcher decision(PackagePatterns patterns) {
    return specifier ->
        PackageSpecifier.problem(specifier).isEmpty()
            && (!patterns.firstMatch(specifier, "").isEmpty() || patterns.undecided(specifier, ""));
  }

  private static void sizes(Mix mix) {
    for (SpecifierKind question : SpecifierKind.values()) {
      Stopwatch stopwatch = new Stopwatch();
      for (int size : new int[] {10, 10_000}) {
        Workload workload = Workload.of(mix, size);
        Matcher decision = decision(PackagePatterns.compile(workload.patterns()));
        stopwatch.add(decision, workload.specifiers(question), 5);
      }
      double[] ns = stopwatch.run(TURNS);
      print("decision, 10,000 " + mix + " patterns to 10, " + question, ns[1], ns[0]);
    }
  }

  private static void brics() {
    Workload workload = Workload.of(Mix.PLAIN, 10_000);
    long start = cpuTime();
    Matcher automaton = Rival.BRICS_UNION.compile(workload.patterns());
    double theirs = cpuTime() - start;
    double[] ours = new double[20];
    for (int i = 0; i < ours.length; i++) {
      start = cpuTime();
      Rival.PORTREEVE.compile(workload.patterns());
      ours[i] = cpuTime() - start;
    }
    print("compile 10,000, first to brics", ours[0], theirs);
    print("compile 10,000, median to brics", Stopwatch.median(ours), theirs);
    rival("match in 10,000 to brics, ", workload, automaton, 5);
  }

  private static void regexLoop() {
    Workload workload = Workload.of(Mix.PLAIN, 1000);
    rival(
        "match in 1,000 to a regex loop, ",
        workload,
        Rival.REGEX_LOOP.compile(workload.patterns()),
        1);
  }

  private static void rival(String what, Workload workload, Matcher rival, int repeats) {
    for (SpecifierKind question : SpecifierKind.values()) {
      Stopwatch stopwatch = new Stopwatch();
      Matcher ours = Rival.PORTREEVE.compile(workload.patterns());
      stopwatch.add(ours, workload.specifiers(question), 5);
      stopwatch.add(rival, workload.specifiers(question), repeats);
      double[] ns = stopwatch.run(TURNS);
      print(what + question, ns[0], ns[1]);
    }
  }

  private static void adversaries() {
    Stopwatch stopwatch = new Stopwatch();
    for (Adversary adversary : Adversary.values()) {
      Matcher matcher = Rival.PORTREEVE.compile(List.of(adversary.pattern()));
      stopwatch.add(matcher, new String[] {Adversary.specifier()}, 2000);
    }
    double[] ns = stopwatch.run(TURNS);
    int number = 0;
    for (Adversary adversary : Adversary.values()) {
      print("adversary to plain, " + adversary, ns[number++], ns[0]);
    }
  }

  private static void retained() {
    for (Mix mix : Mix.values()) {
      retained(mix, Rival.PORTREEVE, 10);
    }
    for (Rival rival : Rival.values()) {
      if (rival != Rival.PORTREEVE) {
        retained(Mix.PLAIN, rival, 1);
      }
    }
  }

  /* With the texts of the patterns where they are kept, which are made anew for each set. */
  private static void retained(Mix mix, Rival rival, int sets) {
    List<Matcher> kept = new ArrayList<>();
    long before = usedBytes();
    for (int i = 0; i < sets; i++) {
      kept.add(rival.compile(Workload.of(mix, 10_000).patterns()));
    }
    double bytes = (usedBytes() - before) / 10_000.0 / kept.size();
    System.out.printf("%-55s %12.0f bytes%n", "retained a pattern, " + mix + " " + rival, bytes);
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void print(String what, double ns, double otherNs) {
    System.out.printf("%-55s %12.1f ns %14.1f ns  ratio %.5f%n", what, ns, otherNs, ns / otherNs);
  }
}
