/** What clients over a network have in common: retries, failover, deadlines, options. */
@NullMarked
package dev.portreeve.client.remote;

import org.jspecify.annotations.NullMarked;
