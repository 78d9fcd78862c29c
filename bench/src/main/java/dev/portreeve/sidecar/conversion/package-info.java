/** A door to the conversions of the server; start at {@link Conversions}. */
@NullMarked
package dev.portreeve.sidecar.conversion;

import org.jspecify.annotations.NullMarked;
