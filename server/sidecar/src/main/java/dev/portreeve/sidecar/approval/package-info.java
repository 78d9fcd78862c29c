/**
 * Approvals that callers present with a check; {@link dev.portreeve.sidecar.approval.Approvals}
 * finds out what one is good for.
 */
@NullMarked
package dev.portreeve.sidecar.approval;

import org.jspecify.annotations.NullMarked;
