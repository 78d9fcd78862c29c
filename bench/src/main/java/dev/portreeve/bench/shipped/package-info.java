/** The shipped policy set and checks to ask it; start at {@link ShippedSet}. */
@NullMarked
package dev.portreeve.bench.shipped;

import org.jspecify.annotations.NullMarked;
