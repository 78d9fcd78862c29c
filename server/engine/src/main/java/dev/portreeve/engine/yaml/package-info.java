/**
 * Text with positions: strict YAML and the diagnostics that point into it; start at {@link
 * dev.portreeve.engine.yaml.SourceFile}.
 */
@NullMarked
package dev.portreeve.engine.yaml;

import org.jspecify.annotations.NullMarked;
