/** Tests of generated descriptions. */
@NullMarked
package dev.portreeve.engine.describe;

import org.jspecify.annotations.NullMarked;
