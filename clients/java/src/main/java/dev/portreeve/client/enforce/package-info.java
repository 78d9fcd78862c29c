/** What wraps a decision point: obligations and the cache of permits. */
@NullMarked
package dev.portreeve.client.enforce;

import org.jspecify.annotations.NullMarked;
