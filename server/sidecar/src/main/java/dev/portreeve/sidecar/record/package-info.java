/** Facts that the store keeps, and what the server fulfils of a decision. */
@NullMarked
package dev.portreeve.sidecar.record;

import org.jspecify.annotations.NullMarked;
