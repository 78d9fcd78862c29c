/** What event loops and other threads hand to each other. */
@NullMarked
package dev.portreeve.sidecar.loop;

import org.jspecify.annotations.NullMarked;
