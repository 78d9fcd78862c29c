/** Generators of load, real ones and our own; start at {@link Drive}. */
@NullMarked
package dev.portreeve.bench.load.drive;

import org.jspecify.annotations.NullMarked;
