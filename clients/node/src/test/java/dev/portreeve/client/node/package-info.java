/** The client for Node in this build. */
@NullMarked
package dev.portreeve.client.node;

import org.jspecify.annotations.NullMarked;
