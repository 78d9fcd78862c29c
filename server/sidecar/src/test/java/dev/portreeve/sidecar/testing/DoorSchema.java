package dev.portreeve.sidecar.testing;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.UnknownFacts;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.SchemaReader;
import dev.portreeve.engine.schema.UnknownFact;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.sidecar.check.BatchBuilder;
import dev.portreeve.sidecar.check.BatchItem;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.util.ArrayList;
import java.util.List;

/** A schema of a few facts, read in no time, for tests of what decodes requests. */
public final class DoorSchema {
  public static final Schema SCHEMA =
      SchemaReader.read(
              new SourceFile(
                  "schema.yaml",
                  """
                  name: doors
                  team: resource.properties.team
                  subject:
                    properties:
                      badge: {type: boolean}
                      level: {type: integer}
                      groups: {type: array, items: {type: string}}
                      owner: {type: object, properties: {name: {type: string}}}
                  resource: {properties: {team: {type: string}}}
                  context: {properties: {note: {type: string}}}
                  actions: {door.open: {}, door.close: {}}
                  """),
              new ArrayList<>())
          .orElseThrow();
  public static final SymbolTable SYMBOLS = new SymbolTable(SCHEMA);

  /** The usual limits, but of five levels, and undeclared members are named. */
  public static final Limits REPORTING =
      new Limits(1 << 16, 1 << 20, 3, 5, UnknownFacts.Mode.REPORT);

  private DoorSchema() {}

  /** The paths of the undeclared members that a request is told of. */
  public static List<String> unknown(Frame frame) {
    UnknownFacts unknown = frame.unknown();
    return unknown == null ? List.of() : unknown.named().stream().map(UnknownFact::path).toList();
  }

  /** What is wrong with each item of a batch, and of one that can be decided all that it says. */
  public static List<String> items(BatchBuilder.Request batch) {
    return ((BatchBuilder.Request.Several) batch)
        .batch().items().stream()
            .map(
                item ->
                    item instanceof BatchItem.Unreadable wrong
                        ? wrong.answer().problem()
                        : FrameText.of(((BatchItem.Question) item).frame()))
            .toList();
  }
}
