/** Who a request comes from, by header, token and certificate. */
@NullMarked
package dev.portreeve.sidecar.identity;

import org.jspecify.annotations.NullMarked;
