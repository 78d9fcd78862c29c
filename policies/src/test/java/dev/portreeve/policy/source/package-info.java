/** Tests of strict YAML, positions and diagnostics. */
@NullMarked
package dev.portreeve.policy.source;

import org.jspecify.annotations.NullMarked;
