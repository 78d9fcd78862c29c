/** What the verbs write in common: colours, progress, JSON. */
@NullMarked
package dev.portreeve.workbench.output;

import org.jspecify.annotations.NullMarked;
