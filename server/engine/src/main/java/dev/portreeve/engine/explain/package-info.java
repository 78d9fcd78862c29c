/**
 * How a decision came about; {@link dev.portreeve.engine.explain.Explainer} tells it by the
 * reference form of the policy.
 */
@NullMarked
package dev.portreeve.engine.explain;

import org.jspecify.annotations.NullMarked;
