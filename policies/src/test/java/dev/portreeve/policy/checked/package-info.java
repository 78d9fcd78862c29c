/** Tests of what is kept between runs; start at {@link dev.portreeve.policy.checked.CheckedSet}. */
@NullMarked
package dev.portreeve.policy.checked;

import org.jspecify.annotations.NullMarked;
