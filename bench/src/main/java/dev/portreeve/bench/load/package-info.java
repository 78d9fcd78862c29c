/** The load test: servers, generators and what came out; start at {@link LoadTest}. */
@NullMarked
package dev.portreeve.bench.load;

import org.jspecify.annotations.NullMarked;
