/** One check or several, from a filled frame to an answer; {@link Checks} is the way in. */
@NullMarked
package dev.portreeve.sidecar.check;

import org.jspecify.annotations.NullMarked;
