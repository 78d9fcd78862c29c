/** Network addresses and ranges of them, for policies. */
@NullMarked
package dev.portreeve.engine.net;

import org.jspecify.annotations.NullMarked;
