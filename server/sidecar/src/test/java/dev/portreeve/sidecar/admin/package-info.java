/** The admin API, asked over the wire. */
@NullMarked
package dev.portreeve.sidecar.admin;

import org.jspecify.annotations.NullMarked;
