/** For services on Jakarta REST; start at {@link dev.portreeve.client.jakarta.RequiresPermit}. */
@NullMarked
package dev.portreeve.client.jakarta;

import org.jspecify.annotations.NullMarked;
