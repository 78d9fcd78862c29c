/**
 * The rules of the house, held by the build. Start with {@link
 * dev.portreeve.cli.architecture.ArchitectureTest}.
 */
@NullMarked
package dev.portreeve.cli.architecture;

import org.jspecify.annotations.NullMarked;
