/** What callers hear with the fast path and without it: the same. */
@NullMarked
package dev.portreeve.sidecar.fastpath;

import org.jspecify.annotations.NullMarked;
