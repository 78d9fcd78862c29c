/**
 * Who a request behind a proxy comes from; {@link Identities} asks all the ways that are set up.
 */
@NullMarked
package dev.portreeve.sidecar.identity;

import org.jspecify.annotations.NullMarked;
