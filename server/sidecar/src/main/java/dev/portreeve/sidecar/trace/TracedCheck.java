package dev.portreeve.sidecar.trace;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.sidecar.log.CheckSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A check that is to be exported. Nobody changes the frame any more.
 *
 * @param snapshot the policies that decided
 * @param frame the check
 * @param team the one that was decided for, or null when none is known
 * @param decision what was decided
 * @param source where the check came from
 * @param ids of its span
 * @param end when it was decided
 */
record TracedCheck(
    Snapshot snapshot,
    Frame frame,
    @Nullable Team team,
    Decision decision,
    CheckSource source,
    SpanIds ids,
    Instant end) {}
