/** Tests of what the server signs; start at {@link dev.portreeve.sidecar.signing.ProfilesTest}. */
@NullMarked
package dev.portreeve.sidecar.signing;

import org.jspecify.annotations.NullMarked;
