/** What {@link dev.portreeve.bench.GlobBenchmark} measures: a workload, and rivals for it. */
@NullMarked
package dev.portreeve.bench.glob;

import org.jspecify.annotations.NullMarked;
