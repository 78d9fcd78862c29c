/**
 * Who may ask this server, and what: {@link Access} finds the {@link Caller} of a request, {@link
 * AccessHandler} refuses those who are none.
 */
@NullMarked
package dev.portreeve.sidecar.access;

import org.jspecify.annotations.NullMarked;
