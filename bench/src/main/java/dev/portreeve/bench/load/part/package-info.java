/** The parts of the load test; start at {@link Part}. */
@NullMarked
package dev.portreeve.bench.load.part;

import org.jspecify.annotations.NullMarked;
