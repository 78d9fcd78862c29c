/**
 * Runs the cases of a set and says what they leave open; {@link
 * dev.portreeve.workbench.proof.CaseRun} is the entry.
 */
@NullMarked
package dev.portreeve.workbench.proof;

import org.jspecify.annotations.NullMarked;
