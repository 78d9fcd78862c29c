/** What a check answers; start at {@link dev.portreeve.policy.decision.Decision}. */
@NullMarked
package dev.portreeve.policy.decision;

import org.jspecify.annotations.NullMarked;
