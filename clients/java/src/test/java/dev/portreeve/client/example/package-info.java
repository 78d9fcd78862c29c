/** A service that asks before it exports. */
@NullMarked
package dev.portreeve.client.example;

import org.jspecify.annotations.NullMarked;
