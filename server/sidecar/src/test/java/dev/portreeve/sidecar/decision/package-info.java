/** Tests of what decisions pass on their way. */
@NullMarked
package dev.portreeve.sidecar.decision;

import org.jspecify.annotations.NullMarked;
