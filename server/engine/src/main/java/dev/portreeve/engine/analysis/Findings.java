package dev.portreeve.engine.analysis;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.portreeve.engine.lang.SourcePlaces;
import dev.portreeve.engine.yaml.Diagnostic;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Gathers what is found, each once. What is found in an expression of another file, which has been
 * looked at by itself, is left out.
 */
final class Findings {
  private final SourcePlaces places;
  private final Set<Diagnostic> found = new LinkedHashSet<>();

  Findings(SourcePlaces places) {
    this.places = places;
  }

  void add(Site site, String message, String help) {
    add(site, "", message, help);
  }

  /** Adds what is found at a call of a function. */
  void add(Site site, String function, String message, String help) {
    places
        .place(site.ast(), site.id(), function)
        .ifPresent(place -> found.add(new Diagnostic(place.file(), place.at(), message, help)));
  }

  void add(CelAbstractSyntaxTree ast, String message, String help) {
    places
        .start(ast)
        .ifPresent(place -> found.add(new Diagnostic(place.file(), place.at(), message, help)));
  }

  List<Diagnostic> all() {
    return List.copyOf(found);
  }
}
