/**
 * Random policies and requests, decided by compiled code and by the oracle; start at {@link
 * dev.portreeve.policy.differential.Tally}.
 */
@NullMarked
package dev.portreeve.policy.differential;

import org.jspecify.annotations.NullMarked;
