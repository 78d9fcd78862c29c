/**
 * The types a schema can give a value, and checked values; start at {@link
 * dev.portreeve.policy.type.ValueType}.
 */
@NullMarked
package dev.portreeve.policy.type;

import org.jspecify.annotations.NullMarked;
