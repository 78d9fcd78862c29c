/** Tests of the language's limits. */
@NullMarked
package dev.portreeve.engine.lang;

import org.jspecify.annotations.NullMarked;
