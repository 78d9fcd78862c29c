/**
 * Problems and warnings of a set; {@link dev.portreeve.workbench.validation.Validation} finds them.
 */
@NullMarked
package dev.portreeve.workbench.validation;

import org.jspecify.annotations.NullMarked;
