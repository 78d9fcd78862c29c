/** What an operator may set and where it may stand; {@link Configuration} reads it. */
@NullMarked
package dev.portreeve.sidecar.config;

import org.jspecify.annotations.NullMarked;
