/** The management port: probes and metrics; {@link Management} is the way in. */
@NullMarked
package dev.portreeve.server.management;

import org.jspecify.annotations.NullMarked;
