@NullMarked
package dev.portreeve.sidecar.connection;

import org.jspecify.annotations.NullMarked;
