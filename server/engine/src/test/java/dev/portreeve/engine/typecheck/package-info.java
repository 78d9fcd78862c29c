/**
 * Tests of what is kept between runs; start at {@link
 * dev.portreeve.engine.typecheck.TypeCheckedSet}.
 */
@NullMarked
package dev.portreeve.engine.typecheck;

import org.jspecify.annotations.NullMarked;
