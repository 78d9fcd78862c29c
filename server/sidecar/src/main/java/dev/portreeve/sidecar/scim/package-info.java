/**
 * SCIM 2.0 (RFC 7643, RFC 7644): an identity provider's users and groups as members of a team.
 * Knows neither HTTP nor who asks; {@link dev.portreeve.sidecar.scim.ScimService} is the way in.
 */
@NullMarked
package dev.portreeve.sidecar.scim;

import org.jspecify.annotations.NullMarked;
