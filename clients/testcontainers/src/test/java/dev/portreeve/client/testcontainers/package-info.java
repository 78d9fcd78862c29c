/** The container without a container engine. */
@NullMarked
package dev.portreeve.client.testcontainers;

import org.jspecify.annotations.NullMarked;
