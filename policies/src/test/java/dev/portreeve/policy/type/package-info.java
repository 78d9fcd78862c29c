/** Tests of what values the declared types take. */
@NullMarked
package dev.portreeve.policy.type;

import org.jspecify.annotations.NullMarked;
