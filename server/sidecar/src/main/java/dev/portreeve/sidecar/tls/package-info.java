/**
 * TLS of the listeners: files, their checks and their reloads; {@link TlsReloader} is the way in.
 */
@NullMarked
package dev.portreeve.sidecar.tls;

import org.jspecify.annotations.NullMarked;
