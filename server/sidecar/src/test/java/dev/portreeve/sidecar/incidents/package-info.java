/** What goes wrong in production, staged, and the alert that tells of it. */
@NullMarked
package dev.portreeve.sidecar.incidents;

import org.jspecify.annotations.NullMarked;
