/** Runs benchmarks in rounds and writes down what came out; start at {@link Rounds}. */
@NullMarked
package dev.portreeve.bench.report;

import org.jspecify.annotations.NullMarked;
