/** What everything has in common that is sent as OTLP, OpenTelemetry's protocol. */
@NullMarked
package dev.portreeve.sidecar.otlp;

import org.jspecify.annotations.NullMarked;
