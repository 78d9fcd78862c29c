/**
 * What callers are told, whatever they asked over; {@link ResponseCache} keeps what is told often.
 */
@NullMarked
package dev.portreeve.sidecar.answer;

import org.jspecify.annotations.NullMarked;
