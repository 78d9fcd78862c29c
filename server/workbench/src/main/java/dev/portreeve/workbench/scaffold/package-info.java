/** A new set to begin with. */
@NullMarked
package dev.portreeve.workbench.scaffold;

import org.jspecify.annotations.NullMarked;
