/**
 * The engine's front door: {@link dev.portreeve.policy.Snapshot} decides, {@link
 * dev.portreeve.policy.PolicySetLoader} makes one.
 */
@NullMarked
package dev.portreeve.policy;

import org.jspecify.annotations.NullMarked;
