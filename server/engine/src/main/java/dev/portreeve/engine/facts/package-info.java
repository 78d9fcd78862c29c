/** What one check knows; start at {@link dev.portreeve.engine.facts.Frame}. */
@NullMarked
package dev.portreeve.engine.facts;

import org.jspecify.annotations.NullMarked;
