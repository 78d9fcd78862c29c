/** Recorded decisions decided again: what the checks of real callers would be told instead. */
@NullMarked
package dev.portreeve.workbench.replay;

import org.jspecify.annotations.NullMarked;
