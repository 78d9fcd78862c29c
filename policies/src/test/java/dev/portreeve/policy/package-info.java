/** Tests of the engine as a whole; start at {@link dev.portreeve.policy.ShippedSetsTest}. */
@NullMarked
package dev.portreeve.policy;

import org.jspecify.annotations.NullMarked;
