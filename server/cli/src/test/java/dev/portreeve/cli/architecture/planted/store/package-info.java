/** Violations planted for {@link dev.portreeve.cli.architecture.RulesTest}. */
@NullMarked
package dev.portreeve.cli.architecture.planted.store;

import org.jspecify.annotations.NullMarked;
