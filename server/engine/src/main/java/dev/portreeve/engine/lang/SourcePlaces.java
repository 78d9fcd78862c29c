package dev.portreeve.engine.lang;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.IdentityHashMap;
import java.util.Optional;

/** Where the expressions stand that were read from files. For one load, by one thread. */
public final class SourcePlaces {
  /* By source, which an expression shares with what it is folded to for one action. */
  private final IdentityHashMap<CelSource, ScalarText> texts = new IdentityHashMap<>();

  /**
   * A place in a file.
   *
   * @param file the text it points into
   * @param at where
   */
  public record Place(SourceFile file, Position at) {}

  /** Notes where an expression stands. */
  void add(CelAbstractSyntaxTree ast, ScalarText where) {
    texts.put(ast.getSource(), where);
  }

  /** Where an expression begins, or empty when it was not read in this load. */
  public Optional<Place> start(CelAbstractSyntaxTree ast) {
    return Optional.ofNullable(texts.get(ast.getSource()))
        .map(text -> new Place(text.file(), text.start()));
  }

  /**
   * Where a part of an expression begins, or empty when the expression was not read in this load.
   *
   * @param id of the part
   * @param name of the function if it is a call, which CEL places at its parenthesis, else empty
   */
  public Optional<Place> place(CelAbstractSyntaxTree ast, long id, String name) {
    ScalarText where = texts.get(ast.getSource());
    if (where == null) {
      return Optional.empty();
    }
    String text = ast.getSource().getContent().toString();
    int codePoints = ast.getSource().getPositionsMap().getOrDefault(id, 0);
    int at = text.offsetByCodePoints(0, codePoints);
    int begin = name.isEmpty() ? at : text.lastIndexOf(name, at);
    return Optional.of(new Place(where.file(), where.at(text, begin < 0 ? at : begin)));
  }
}
