/**
 * What the server signs of its own: its metadata, and the hints by which approvals are asked for.
 * The keys are the operator's: {@link SigningKeys}.
 */
@NullMarked
package dev.portreeve.sidecar.signing;

import org.jspecify.annotations.NullMarked;
