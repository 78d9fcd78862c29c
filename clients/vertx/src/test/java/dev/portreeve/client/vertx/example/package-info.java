/** A service that asks before it exports. */
@NullMarked
package dev.portreeve.client.vertx.example;

import org.jspecify.annotations.NullMarked;
