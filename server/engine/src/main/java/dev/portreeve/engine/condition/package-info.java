/**
 * Conditions on what one candidate of many brings: the residual of a policy once everything else is
 * known.
 */
@NullMarked
package dev.portreeve.engine.condition;

import org.jspecify.annotations.NullMarked;
