/**
 * The decision log: one line of JSON for each decision. {@link DecisionLog} is the way in; one
 * thread encodes and writes what it takes.
 */
@NullMarked
package dev.portreeve.sidecar.log;

import org.jspecify.annotations.NullMarked;
