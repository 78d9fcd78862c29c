/** Tests of what values the declared types take. */
@NullMarked
package dev.portreeve.engine.type;

import org.jspecify.annotations.NullMarked;
