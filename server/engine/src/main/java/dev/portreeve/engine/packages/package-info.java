/**
 * Package specifiers ({@code npm:lodash@4.17.21}), package patterns ({@code npm:lodash@4.*}) and
 * sets of patterns. Start at {@link dev.portreeve.engine.packages.PackagePatterns}.
 */
@NullMarked
package dev.portreeve.engine.packages;

import org.jspecify.annotations.NullMarked;
