/**
 * Policies as the JVM's own code; start at {@link dev.portreeve.policy.compiled.PolicyCompiler}.
 */
@NullMarked
package dev.portreeve.policy.compiled;

import org.jspecify.annotations.NullMarked;
