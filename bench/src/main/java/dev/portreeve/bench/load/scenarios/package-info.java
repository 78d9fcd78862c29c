/** The parts of the load test; start at {@link Scenario}. */
@NullMarked
package dev.portreeve.bench.load.scenarios;

import org.jspecify.annotations.NullMarked;
