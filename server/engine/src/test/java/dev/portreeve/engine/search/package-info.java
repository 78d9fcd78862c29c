/** Tests of searches; start at {@link dev.portreeve.engine.search.SearchTest}. */
@NullMarked
package dev.portreeve.engine.search;

import org.jspecify.annotations.NullMarked;
