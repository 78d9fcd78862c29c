/**
 * Which route of a service is which action: {@link dev.portreeve.engine.routes.RouteMap} is {@code
 * routes.yaml}, compiled.
 */
@NullMarked
package dev.portreeve.engine.routes;

import org.jspecify.annotations.NullMarked;
