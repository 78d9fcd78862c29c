/** Tells how a decision came about and what would turn it, for people and programs. */
@NullMarked
package dev.portreeve.workbench.explanation;

import org.jspecify.annotations.NullMarked;
