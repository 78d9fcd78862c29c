/**
 * Checked expressions kept between runs, so that a start need not check them again; start at {@link
 * dev.portreeve.policy.checked.CheckedSet}.
 */
@NullMarked
package dev.portreeve.policy.checked;

import org.jspecify.annotations.NullMarked;
