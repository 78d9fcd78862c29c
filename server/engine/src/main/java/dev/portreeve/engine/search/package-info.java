/**
 * Who may do something, to what, and what somebody may do: candidates, each decided as a check of
 * it would be; start at {@link dev.portreeve.engine.search.Search}.
 */
@NullMarked
package dev.portreeve.engine.search;

import org.jspecify.annotations.NullMarked;
