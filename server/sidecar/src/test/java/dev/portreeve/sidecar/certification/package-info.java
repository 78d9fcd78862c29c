/**
 * The certification scenario of AuthZEN against running servers; start at {@link
 * dev.portreeve.sidecar.certification.CertificationScenario}.
 */
@NullMarked
package dev.portreeve.sidecar.certification;

import org.jspecify.annotations.NullMarked;
