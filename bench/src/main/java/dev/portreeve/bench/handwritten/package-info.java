/**
 * Five policies of the shipped set as a careful programmer would write them in Java; start at
 * {@link dev.portreeve.bench.handwritten.HandRules}.
 */
@NullMarked
package dev.portreeve.bench.handwritten;

import org.jspecify.annotations.NullMarked;
