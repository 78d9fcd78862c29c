/** What checked expressions read, and the text that they were written as. */
@NullMarked
package dev.portreeve.engine.describe;

import org.jspecify.annotations.NullMarked;
