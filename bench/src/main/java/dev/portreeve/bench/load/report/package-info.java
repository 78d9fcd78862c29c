/** Medians, tables and goals; start at {@link Report}. */
@NullMarked
package dev.portreeve.bench.load.report;

import org.jspecify.annotations.NullMarked;
