/**
 * The policy language: CEL Policy over a schema; start at {@link
 * dev.portreeve.policy.lang.PolicyReader}.
 */
@NullMarked
package dev.portreeve.policy.lang;

import org.jspecify.annotations.NullMarked;
