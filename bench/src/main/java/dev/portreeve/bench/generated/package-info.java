/** Policy sets and teams of any size; start at {@link GeneratedSet} and {@link TypicalTeam}. */
@NullMarked
package dev.portreeve.bench.generated;

import org.jspecify.annotations.NullMarked;
