/** What servers are asked, in the words of each; start at {@link Check}. */
@NullMarked
package dev.portreeve.bench.load.requests;

import org.jspecify.annotations.NullMarked;
