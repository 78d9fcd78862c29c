/**
 * The admin API: teams, their members and settings, read and changed over HTTP. What may be changed
 * by whom the policy set decides; {@link dev.portreeve.sidecar.admin.AdminApi} is the way in.
 */
@NullMarked
package dev.portreeve.sidecar.admin;

import org.jspecify.annotations.NullMarked;
