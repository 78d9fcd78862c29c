/**
 * Secrets of teams, sealed with the operator's keys; see {@link
 * dev.portreeve.sidecar.secret.Keyset}.
 */
@NullMarked
package dev.portreeve.sidecar.secret;

import org.jspecify.annotations.NullMarked;
