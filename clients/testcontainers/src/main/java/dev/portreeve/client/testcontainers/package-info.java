/**
 * A server in a container; start at {@link dev.portreeve.client.testcontainers.PortreeveContainer}.
 */
@NullMarked
package dev.portreeve.client.testcontainers;

import org.jspecify.annotations.NullMarked;
