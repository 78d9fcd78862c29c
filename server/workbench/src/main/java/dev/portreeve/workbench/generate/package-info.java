/** Code and documents for callers, made of a set's schema: requests that cannot be misspelt. */
@NullMarked
package dev.portreeve.workbench.generate;

import org.jspecify.annotations.NullMarked;
