/** The servers that are measured, each a process of its own; start at {@link Server}. */
@NullMarked
package dev.portreeve.bench.load.serve;

import org.jspecify.annotations.NullMarked;
