@NullMarked
package dev.portreeve.sidecar.log;

import org.jspecify.annotations.NullMarked;
