/**
 * The types a schema can give a value, and checked values; start at {@link
 * dev.portreeve.engine.type.ValueType}.
 */
@NullMarked
package dev.portreeve.engine.type;

import org.jspecify.annotations.NullMarked;
