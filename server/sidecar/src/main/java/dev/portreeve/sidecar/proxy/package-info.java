/**
 * The check for proxies, a {@link ProxyEndpoint} for each one's way of asking; {@link ProxyCheck}
 * answers them all.
 */
@NullMarked
package dev.portreeve.sidecar.proxy;

import org.jspecify.annotations.NullMarked;
