/** The servers that are measured, each a process of its own; start at {@link RunningServer}. */
@NullMarked
package dev.portreeve.bench.load.servers;

import org.jspecify.annotations.NullMarked;
