/** A controller whose checks are built by generated classes. */
@NullMarked
package dev.portreeve.client.spring.typed;

import org.jspecify.annotations.NullMarked;
