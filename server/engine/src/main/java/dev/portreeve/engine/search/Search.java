package dev.portreeve.engine.search;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A search: every candidate is put into the check and decided, so that what is listed is what a
 * check of it would permit. Of candidates that are decided alike one is.
 */
public final class Search {
  /** After how many candidates the clock is looked at. */
  private static final int BETWEEN_LOOKS = 1_024;

  private final Entity sought;
  private final Frame frame;
  private final Predicate<Frame> permitted;

  /**
   * @param sought what the check leaves open: subject, resource or action
   * @param frame the check, with the type of what is sought; used up by the search
   * @param permitted decides a check; may change the frame as a decision does
   */
  public Search(Entity sought, Frame frame, Predicate<Frame> permitted) {
    this.sought = sought;
    this.frame = frame;
    this.permitted = permitted;
  }

  /**
   * Runs once.
   *
   * @param from where the run begins, for a run that finds nothing to go on after
   * @param limit the most that are found; one more is looked for, to know whether anything is left
   */
  public SearchPage run(Candidates candidates, String from, int limit, SearchBudget budget) {
    List<SearchPage.Found> found = new ArrayList<>();
    Verdicts verdicts = new Verdicts(candidates);
    long deadline = System.nanoTime() + budget.nanos();
    String last = from;
    int examined = 0;
    for (String id = candidates.next(); id != null; id = candidates.next()) {
      if (examined >= budget.examined()
          || verdicts.decided >= budget.decided()
          || late(examined, deadline)) {
        return new SearchPage(found, SearchPage.End.BUDGET, last, examined, verdicts.decided);
      }
      examined++;
      String like = verdicts.permitted(id);
      if (like != null) {
        if (found.size() == limit) {
          String listed = found.isEmpty() ? from : found.get(limit - 1).id();
          return new SearchPage(found, SearchPage.End.LIMIT, listed, examined, verdicts.decided);
        }
        found.add(new SearchPage.Found(id, like));
      }
      last = id;
    }
    return new SearchPage(found, SearchPage.End.ALL, "", examined, verdicts.decided);
  }

  /** The verdicts of one run, one for each group of candidates. */
  private final class Verdicts {
    private static final String DENIED = "";

    private final Candidates candidates;

    /* Of each group the one that was decided and permitted, DENIED, or nothing yet. */
    private final @Nullable String[] ofGroup;
    private int decided;

    Verdicts(Candidates candidates) {
      this.candidates = candidates;
      this.ofGroup = new @Nullable String[candidates.groups()];
    }

    /** The candidate that was decided in a candidate's place, or null when it is denied. */
    @Nullable String permitted(String id) {
      int group = candidates.group();
      if (group == Candidates.ALONE) {
        return decide(id) ? id : null;
      }
      String like = ofGroup[group];
      if (like == null) {
        like = decide(id) ? id : DENIED;
        ofGroup[group] = like;
      }
      return like.equals(DENIED) ? null : like;
    }

    private boolean decide(String id) {
      decided++;
      return permitted.test(with(id));
    }
  }

  /** A run examines some candidates however late it is, so that every run goes on. */
  private static boolean late(int examined, long deadline) {
    return examined > 0 && examined % BETWEEN_LOOKS == 0 && System.nanoTime() - deadline > 0;
  }

  /* Facts are fitted to the types of subject and resource, which stay; those of an action do not. */
  private Frame with(String id) {
    return switch (sought) {
      case SUBJECT -> frame.subject(frame.subjectType(), id);
      case RESOURCE -> frame.resource(frame.resourceType(), id);
      case ACTION -> frame.copy().action(id);
      case CONTEXT -> throw new IllegalStateException("a context is not sought");
    };
  }
}
