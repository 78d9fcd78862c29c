/**
 * Tests of the cases of policy sets; {@link dev.portreeve.policy.cases.LoadedSet} reads the sets.
 */
@NullMarked
package dev.portreeve.policy.cases;

import org.jspecify.annotations.NullMarked;
