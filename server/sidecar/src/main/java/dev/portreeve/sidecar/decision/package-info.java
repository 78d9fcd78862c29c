/**
 * Decisions and what stands around them; {@link DecisionPoint} is the border that all of it shares.
 */
@NullMarked
package dev.portreeve.sidecar.decision;

import org.jspecify.annotations.NullMarked;
