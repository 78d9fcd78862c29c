/**
 * Policies evaluated by cel-java's own runtime; start at {@link
 * dev.portreeve.engine.oracle.OraclePolicy}.
 */
@NullMarked
package dev.portreeve.engine.oracle;

import org.jspecify.annotations.NullMarked;
