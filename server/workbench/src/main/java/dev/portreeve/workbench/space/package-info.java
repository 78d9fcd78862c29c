/**
 * The checks that can be asked of a policy set, gone through as far as its policies tell them
 * apart.
 */
@NullMarked
package dev.portreeve.workbench.space;

import org.jspecify.annotations.NullMarked;
