/** Generators of load, real ones and our own; start at {@link ClosedLoopClient}. */
@NullMarked
package dev.portreeve.bench.load.client;

import org.jspecify.annotations.NullMarked;
