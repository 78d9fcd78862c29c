package dev.portreeve.workbench.space;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.workbench.output.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the checks of one action as far as one or more versions of its policy tell them
 * apart: a fact is given values only where a match that is tried reads it, so that each leaf stands
 * for every check that agrees with it.
 */
public final class Exploration {
  private static final int PROGRESS = 256;

  private final List<Checks> versions = new ArrayList<>();
  private final Dimensions dimensions;
  private final int most;
  private final long seed;
  private final String action;
  private final Progress progress;
  private final List<Leaf> leaves = new ArrayList<>();
  private int decided;
  private boolean sampled;

  /** Says that there are more checks than are to be decided. */
  private static final class TooMany extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param versions of the set
   * @param most how many checks are decided before the rest is sampled
   * @param seed of the sample
   * @param progress told how many checks are decided
   */
  public Exploration(
      List<Snapshot> versions, String action, int most, long seed, Progress progress) {
    this.action = action;
    this.progress = progress;
    versions.forEach(version -> this.versions.add(new Checks(version, action)));
    this.dimensions = new Dimensions(versions, action);
    this.most = most;
    this.seed = seed;
  }

  /**
   * Goes through the checks that agree with a point.
   *
   * @return the leaves, which no two checks share
   */
  public List<Leaf> from(Point fixed) {
    leaves.clear();
    decided = 0;
    sampled = false;
    try {
      for (Point start : starts(fixed)) {
        explore(start);
      }
    } catch (TooMany e) {
      sample(fixed);
    }
    return List.copyOf(leaves);
  }

  /** Whether the leaves are a sample only. */
  public boolean sampled() {
    return sampled;
  }

  /** The facts of which other values than those gone through may matter. */
  public Set<String> open() {
    return dimensions.open();
  }

  private List<Point> starts(Point fixed) {
    List<Point> starts = new ArrayList<>();
    for (Object subject : values(fixed, "subject.type", Entity.SUBJECT)) {
      for (Object resource : values(fixed, "resource.type", Entity.RESOURCE)) {
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("subject.type", subject);
        typed.put("resource.type", resource);
        typed.putAll(fixed.values());
        starts.add(new Point(typed));
      }
    }
    return starts;
  }

  private List<Object> values(Point fixed, String name, Entity entity) {
    Object given = fixed.values().get(name);
    return given == null ? List.copyOf(dimensions.types(entity)) : List.of(given);
  }

  private void explore(Point point) throws TooMany {
    List<Checks.Verdict> verdicts = new ArrayList<>(versions.size());
    Dimension next = next(point, verdicts);
    if (decided > most) {
      throw new TooMany();
    }
    if (next == null) {
      leaves.add(leaf(point, verdicts));
      return;
    }
    for (Object value : next.values()) {
      explore(point.with(next.name(), value));
    }
  }

  private void sample(Point fixed) {
    sampled = true;
    leaves.clear();
    Random random = new Random(seed);
    List<Point> starts = starts(fixed);
    Set<Map<String, Object>> seen = new HashSet<>();
    int end = decided + most;
    while (decided < end) {
      Point point = starts.get(random.nextInt(starts.size()));
      List<Checks.Verdict> verdicts = new ArrayList<>(versions.size());
      Dimension next = next(point, verdicts);
      while (next != null) {
        point = point.with(next.name(), next.values().get(random.nextInt(next.values().size())));
        verdicts.clear();
        next = next(point, verdicts);
      }
      if (seen.add(point.values())) {
        leaves.add(leaf(point, verdicts));
      }
    }
  }

  /**
   * What a decision rests on and is not fixed yet, or null.
   *
   * @param verdicts where those of the versions go, until one rests on something that is not fixed
   */
  private @Nullable Dimension next(Point point, List<Checks.Verdict> verdicts) {
    for (Checks version : versions) {
      if (++decided % PROGRESS == 0) {
        progress.at("checks of " + action, decided, sampled ? 2 * most : most);
      }
      Checks.Verdict verdict = version.decide(point);
      verdicts.add(verdict);
      for (String field : verdict.read()) {
        for (Dimension dimension : dimensions.of(field)) {
          if (!point.has(dimension.name())) {
            return dimension;
          }
        }
      }
    }
    return null;
  }

  private static Leaf leaf(Point point, List<Checks.Verdict> verdicts) {
    List<Leaf.Answer> answers = new ArrayList<>();
    for (Checks.Verdict verdict : verdicts) {
      String place =
          verdict
              .deciding()
              .map(match -> verdict.file() + ":" + match.position().line())
              .orElse("");
      List<String> cites = verdict.deciding().map(match -> match.cites()).orElse(List.of());
      answers.add(new Leaf.Answer(verdict.decision(), place, cites));
    }
    return new Leaf(point, answers);
  }
}
