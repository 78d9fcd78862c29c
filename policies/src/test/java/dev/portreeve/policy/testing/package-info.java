/** What tests share; start at {@link dev.portreeve.policy.testing.Golden}. */
@NullMarked
package dev.portreeve.policy.testing;

import org.jspecify.annotations.NullMarked;
