/**
 * Policies as the JVM's own code; start at {@link dev.portreeve.engine.compiled.PolicyCompiler}.
 */
@NullMarked
package dev.portreeve.engine.compiled;

import org.jspecify.annotations.NullMarked;
