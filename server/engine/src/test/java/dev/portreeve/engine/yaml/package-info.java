/** Tests of strict YAML, positions and diagnostics. */
@NullMarked
package dev.portreeve.engine.yaml;

import org.jspecify.annotations.NullMarked;
