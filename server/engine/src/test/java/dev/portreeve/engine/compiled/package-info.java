/**
 * Tests of the compiler, and what other tests ask it; start at {@link
 * dev.portreeve.engine.compiled.NodeKinds}.
 */
@NullMarked
package dev.portreeve.engine.compiled;

import org.jspecify.annotations.NullMarked;
