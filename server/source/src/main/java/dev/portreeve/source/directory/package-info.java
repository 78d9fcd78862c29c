/** Where policy sets and teams come from; {@link PolicySource} is the seam. */
@NullMarked
package dev.portreeve.source.directory;

import org.jspecify.annotations.NullMarked;
