/** Benchmarks; each class says what it asks and how to run it. */
@NullMarked
package dev.portreeve.bench;

import org.jspecify.annotations.NullMarked;
