/**
 * The engine's front door: {@link dev.portreeve.engine.Snapshot} decides, {@link
 * dev.portreeve.engine.PolicySetLoader} makes one.
 */
@NullMarked
package dev.portreeve.engine;

import org.jspecify.annotations.NullMarked;
