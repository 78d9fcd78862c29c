package dev.portreeve.workbench.proof;

import dev.portreeve.engine.cases.Case;
import java.util.List;
import java.util.Locale;

/**
 * Which cases to run: those of which the action, the name or the place ({@code cases/door.yaml:12})
 * has one of some texts in it, whatever its case; all when there is none.
 *
 * @param texts what to look for
 */
public record CaseFilter(List<String> texts) {
  /** Every case. */
  public static final CaseFilter ALL = new CaseFilter(List.of());

  public CaseFilter {
    texts = texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
  }

  /** Whether the case is to be run. */
  public boolean takes(Case one) {
    String where = one.request().action() + " " + one.name() + " " + one.location();
    String lower = where.toLowerCase(Locale.ROOT);
    return texts.isEmpty() || texts.stream().anyMatch(lower::contains);
  }
}
