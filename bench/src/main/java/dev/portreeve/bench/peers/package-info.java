/** Other engines asked the same question; start at {@link dev.portreeve.bench.peers.Peer}. */
@NullMarked
package dev.portreeve.bench.peers;

import org.jspecify.annotations.NullMarked;
