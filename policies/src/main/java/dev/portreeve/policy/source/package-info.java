/**
 * Text with positions: strict YAML and the diagnostics that point into it; start at {@link
 * dev.portreeve.policy.source.SourceFile}.
 */
@NullMarked
package dev.portreeve.policy.source;

import org.jspecify.annotations.NullMarked;
