/**
 * Descriptions of a policy set that are derived from its checked policies; start at {@link
 * dev.portreeve.policy.describe.RuleTable}.
 */
@NullMarked
package dev.portreeve.policy.describe;

import org.jspecify.annotations.NullMarked;
