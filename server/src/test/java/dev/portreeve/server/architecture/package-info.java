/**
 * The rules of the house, held by the build. Start with {@link
 * dev.portreeve.server.architecture.ArchitectureTest}.
 */
@NullMarked
package dev.portreeve.server.architecture;

import org.jspecify.annotations.NullMarked;
