/** What a check answers; start at {@link dev.portreeve.engine.decision.Decision}. */
@NullMarked
package dev.portreeve.engine.decision;

import org.jspecify.annotations.NullMarked;
