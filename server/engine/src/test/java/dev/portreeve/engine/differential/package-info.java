/**
 * Random policies and requests, decided by compiled code and by the oracle; start at {@link
 * dev.portreeve.engine.differential.Tally}.
 */
@NullMarked
package dev.portreeve.engine.differential;

import org.jspecify.annotations.NullMarked;
