/** Tests of the engine as a whole; start at {@link dev.portreeve.engine.ShippedSetsTest}. */
@NullMarked
package dev.portreeve.engine;

import org.jspecify.annotations.NullMarked;
