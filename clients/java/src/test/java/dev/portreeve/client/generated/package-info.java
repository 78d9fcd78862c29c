/** Code that {@code portreeve generate} makes of policy sets, tried out. */
@NullMarked
package dev.portreeve.client.generated;

import org.jspecify.annotations.NullMarked;
