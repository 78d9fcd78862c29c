/**
 * The policy language: CEL Policy over a schema; start at {@link
 * dev.portreeve.engine.lang.PolicyReader}.
 */
@NullMarked
package dev.portreeve.engine.lang;

import org.jspecify.annotations.NullMarked;
