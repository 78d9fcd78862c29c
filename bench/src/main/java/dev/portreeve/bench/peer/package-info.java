/** Other engines asked the same question; start at {@link dev.portreeve.bench.peer.Peer}. */
@NullMarked
package dev.portreeve.bench.peer;

import org.jspecify.annotations.NullMarked;
