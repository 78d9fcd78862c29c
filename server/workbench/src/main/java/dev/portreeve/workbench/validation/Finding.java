package dev.portreeve.workbench.validation;

import dev.portreeve.engine.yaml.Diagnostic;
import java.util.Comparator;

/**
 * Something found in a set.
 *
 * @param kind what kind of thing
 * @param diagnostic where it is, and what to do about it
 */
public record Finding(FindingKind kind, Diagnostic diagnostic) {
  /** By file and position. */
  static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::diagnostic, Diagnostic.ORDER);
}
