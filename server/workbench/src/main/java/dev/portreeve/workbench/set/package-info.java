/** Policy sets as their authors keep them: every text of a directory, whatever it loads to. */
@NullMarked
package dev.portreeve.workbench.set;

import org.jspecify.annotations.NullMarked;
