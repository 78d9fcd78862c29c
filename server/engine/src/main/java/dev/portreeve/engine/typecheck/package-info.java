/**
 * Checked expressions kept between runs, so that a start need not check them again; start at {@link
 * dev.portreeve.engine.typecheck.TypeCheckedSet}.
 */
@NullMarked
package dev.portreeve.engine.typecheck;

import org.jspecify.annotations.NullMarked;
