/** Outcome and reason of one action by facts and settings, as rows and columns. */
@NullMarked
package dev.portreeve.workbench.table;

import org.jspecify.annotations.NullMarked;
