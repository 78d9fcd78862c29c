/** Plans for callers whose resources stand in databases of their own. */
@NullMarked
package dev.portreeve.sidecar.filter;

import org.jspecify.annotations.NullMarked;
