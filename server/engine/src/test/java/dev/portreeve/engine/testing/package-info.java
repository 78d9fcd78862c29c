/** What tests share; start at {@link dev.portreeve.engine.testing.Golden}. */
@NullMarked
package dev.portreeve.engine.testing;

import org.jspecify.annotations.NullMarked;
