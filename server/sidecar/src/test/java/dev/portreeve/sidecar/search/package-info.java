/** Tests of searches over HTTP; start at {@link dev.portreeve.sidecar.search.SearchPagesTest}. */
@NullMarked
package dev.portreeve.sidecar.search;

import org.jspecify.annotations.NullMarked;
