/** The canonical layout of policy sets; {@link dev.portreeve.workbench.format.SetFormatter}. */
@NullMarked
package dev.portreeve.workbench.format;

import org.jspecify.annotations.NullMarked;
