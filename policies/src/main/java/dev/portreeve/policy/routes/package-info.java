/**
 * Which route of a service is which action: {@link dev.portreeve.policy.routes.RouteMap} is {@code
 * routes.yaml}, compiled.
 */
@NullMarked
package dev.portreeve.policy.routes;

import org.jspecify.annotations.NullMarked;
