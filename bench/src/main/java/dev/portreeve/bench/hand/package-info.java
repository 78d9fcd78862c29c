/**
 * Five policies of the shipped set as a careful programmer would write them in Java; start at
 * {@link dev.portreeve.bench.hand.HandRules}.
 */
@NullMarked
package dev.portreeve.bench.hand;

import org.jspecify.annotations.NullMarked;
