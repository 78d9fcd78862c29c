/**
 * Random policies and requests, decided by compiled code and by the oracle; start at {@link
 * dev.portreeve.policy.differential.Tally}.
 */
@org.jspecify.annotations.NullMarked
package dev.portreeve.policy.differential;
