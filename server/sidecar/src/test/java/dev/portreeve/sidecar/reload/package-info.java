/** Reloads as callers of a running server see them. */
@NullMarked
package dev.portreeve.sidecar.reload;

import org.jspecify.annotations.NullMarked;
