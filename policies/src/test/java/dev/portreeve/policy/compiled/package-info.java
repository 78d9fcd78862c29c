/**
 * Tests of the compiler, and what other tests ask it; start at {@link
 * dev.portreeve.policy.compiled.NodeKinds}.
 */
@NullMarked
package dev.portreeve.policy.compiled;

import org.jspecify.annotations.NullMarked;
