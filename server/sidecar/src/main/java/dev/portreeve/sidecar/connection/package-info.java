/**
 * The connections of a port: how many there are, how long they may take and how many bytes they may
 * hold. {@link dev.portreeve.sidecar.connection.Connections} is the way in.
 */
@NullMarked
package dev.portreeve.sidecar.connection;

import org.jspecify.annotations.NullMarked;
