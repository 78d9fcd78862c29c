/** What one check knows; start at {@link dev.portreeve.policy.facts.Frame}. */
@NullMarked
package dev.portreeve.policy.facts;

import org.jspecify.annotations.NullMarked;
