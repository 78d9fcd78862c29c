/** The management port: probes and metrics; {@link Management} is the way in. */
@NullMarked
package dev.portreeve.sidecar.management;

import org.jspecify.annotations.NullMarked;
