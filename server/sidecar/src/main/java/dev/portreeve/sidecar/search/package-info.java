/** Searches, from a filled frame to a page of results; {@link Searches} is the way in. */
@NullMarked
package dev.portreeve.sidecar.search;

import org.jspecify.annotations.NullMarked;
