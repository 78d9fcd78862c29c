/** Tests of the language's limits. */
@NullMarked
package dev.portreeve.policy.lang;

import org.jspecify.annotations.NullMarked;
