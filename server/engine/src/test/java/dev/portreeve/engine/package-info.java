/** Tests of the engine as a whole; the shipped sets are tested by the workbench. */
@NullMarked
package dev.portreeve.engine;

import org.jspecify.annotations.NullMarked;
