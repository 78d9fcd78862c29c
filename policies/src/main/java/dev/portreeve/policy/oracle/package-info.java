/**
 * Policies evaluated by cel-java's own runtime; start at {@link
 * dev.portreeve.policy.oracle.OraclePolicy}.
 */
@NullMarked
package dev.portreeve.policy.oracle;

import org.jspecify.annotations.NullMarked;
