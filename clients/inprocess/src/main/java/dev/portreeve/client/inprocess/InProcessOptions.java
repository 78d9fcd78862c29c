package dev.portreeve.client.inprocess;

import dev.portreeve.engine.facts.UnknownFacts;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an embedded policy set works with.
 *
 * @param policies the policy set
 * @param teams the team files
 * @param checked where checked policies are kept
 * @param teamCacheBytes roughly how much memory teams may take
 * @param unknownFacts what becomes of facts that the schema does not declare
 * @param undeclared is told of each fact of a check that the schema does not declare
 */
record InProcessOptions(
    Path policies,
    Path teams,
    TypeCheckStore checked,
    long teamCacheBytes,
    UnknownFacts.Mode unknownFacts,
    Optional<Consumer<String>> undeclared) {}
