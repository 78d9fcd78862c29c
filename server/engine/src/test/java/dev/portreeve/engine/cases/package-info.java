/**
 * Tests of the cases of policy sets; {@link dev.portreeve.engine.cases.LoadedSet} reads the sets.
 */
@NullMarked
package dev.portreeve.engine.cases;

import org.jspecify.annotations.NullMarked;
