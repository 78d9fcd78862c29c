package dev.portreeve.bench.load.requests;

import dev.portreeve.bench.glob.Mix;
import dev.portreeve.bench.glob.SpecifierKind;
import dev.portreeve.bench.glob.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Importing packages under an allow list: as many that are on it as that nearly are. */
public final class PackageChecks {
  private static final int ASKED = 64;

  private PackageChecks() {}

  /** The patterns of an allow list. */
  public static List<String> patterns(int number) {
    return Workload.of(Mix.PLAIN, number).patterns();
  }

  /** Checks under a list of so many patterns. */
  public static List<Check> of(int patterns) {
    Workload workload = Workload.of(Mix.PLAIN, patterns);
    String[] hits = workload.specifiers(SpecifierKind.HIT);
    String[] misses = workload.specifiers(SpecifierKind.NEAR_MISS);
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < ASKED / 2; i++) {
      int spread = i * (hits.length * 2 / ASKED);
      checks.add(of(patterns, hits[spread], true, "package_on_allow_list"));
      checks.add(of(patterns, misses[spread], false, "package_not_allowed"));
    }
    return checks;
  }

  private static Check of(int patterns, String specifier, boolean permit, String reason) {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("team", LoadSet.packageTeam(patterns));
    resource.put("private", false);
    return new Check(
        Check.somebody("developer", "editor", "editor"),
        "ana",
        "package.import",
        "package",
        specifier,
        resource,
        Map.of("list", LoadSet.packageTeam(patterns)),
        permit,
        reason);
  }
}
