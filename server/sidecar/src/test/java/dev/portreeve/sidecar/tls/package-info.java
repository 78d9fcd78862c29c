/** TLS, as clients of other make see it. */
@NullMarked
package dev.portreeve.sidecar.tls;

import org.jspecify.annotations.NullMarked;
