/** The command line; {@link Portreeve} is the program. */
@NullMarked
package dev.portreeve.cli;

import org.jspecify.annotations.NullMarked;
