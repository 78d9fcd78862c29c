package dev.portreeve.sidecar.check;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.sidecar.answer.ResponseCache;
import dev.portreeve.sidecar.symbols.SymbolTable;
import dev.portreeve.source.reload.Generation;
import dev.portreeve.source.reload.GenerationFactory;
import dev.portreeve.source.team.Teams;

/**
 * A generation as this server answers checks under it.
 *
 * @param snapshot the policy set
 * @param teams bound to its schema
 * @param responses the encoded decisions that the set gives again and again
 * @param symbols the names and enumerated values of its requests
 */
public record ServedGeneration(
    Snapshot snapshot, Teams teams, ResponseCache responses, SymbolTable symbols)
    implements Generation {

  /** Makes them; the symbols are shared as long as the schema is the same. */
  public static final GenerationFactory<ServedGeneration> FACTORY =
      new GenerationFactory<>() {
        @Override
        public ServedGeneration first(Snapshot snapshot, Teams teams) {
          SymbolTable symbols = new SymbolTable(snapshot.schema());
          return new ServedGeneration(snapshot, teams, new ResponseCache(snapshot), symbols);
        }

        @Override
        public ServedGeneration next(ServedGeneration current, Snapshot snapshot, Teams teams) {
          Schema schema = snapshot.schema();
          SymbolTable symbols =
              schema == current.symbols.schema() ? current.symbols : new SymbolTable(schema);
          return new ServedGeneration(snapshot, teams, new ResponseCache(snapshot), symbols);
        }
      };
}
