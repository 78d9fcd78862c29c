/** For services on Vert.x Web; start at {@link dev.portreeve.client.vertx.CheckHandler}. */
@NullMarked
package dev.portreeve.client.vertx;

import org.jspecify.annotations.NullMarked;
