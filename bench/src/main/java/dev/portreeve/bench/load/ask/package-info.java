/** What servers are asked, in the words of each; start at {@link Check}. */
@NullMarked
package dev.portreeve.bench.load.ask;

import org.jspecify.annotations.NullMarked;
