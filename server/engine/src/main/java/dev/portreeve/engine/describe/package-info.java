/**
 * Descriptions of a policy set that are derived from its checked policies; start at {@link
 * dev.portreeve.engine.describe.RequirementTable}.
 */
@NullMarked
package dev.portreeve.engine.describe;

import org.jspecify.annotations.NullMarked;
