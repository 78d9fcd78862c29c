/**
 * Where the wire and the engine meet, and nowhere else: {@link CheckConversion} and {@link
 * BatchConversion}.
 */
@NullMarked
package dev.portreeve.sidecar.conversion;

import org.jspecify.annotations.NullMarked;
