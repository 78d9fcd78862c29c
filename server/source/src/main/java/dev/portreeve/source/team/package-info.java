/** Teams in memory, bound to one schema; {@link Teams} is the way in. */
@NullMarked
package dev.portreeve.source.team;

import org.jspecify.annotations.NullMarked;
