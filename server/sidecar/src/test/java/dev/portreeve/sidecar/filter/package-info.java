/** Plans over HTTP. */
@NullMarked
package dev.portreeve.sidecar.filter;

import org.jspecify.annotations.NullMarked;
