package dev.portreeve.source.reload;

import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.source.directory.PolicySource;
import dev.portreeve.source.team.Teams;
import java.util.function.Function;

/**
 * What a reloader works with.
 *
 * @param <G> the server's generations
 * @param source loaded from, now and later
 * @param store of expressions that are known to be good
 * @param teams makes the teams under a schema
 * @param generations makes what is put in force
 * @param listener hears of every load
 */
public record ReloadParts<G extends Generation>(
    PolicySource source,
    TypeCheckStore store,
    Function<Schema, Teams> teams,
    GenerationFactory<G> generations,
    ReloadListener listener) {}
