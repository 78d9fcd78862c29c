/** Who may ask, over real sockets. */
@NullMarked
package dev.portreeve.sidecar.access;

import org.jspecify.annotations.NullMarked;
