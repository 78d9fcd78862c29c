/** What a policy set declares; start at {@link dev.portreeve.policy.schema.Schema}. */
@NullMarked
package dev.portreeve.policy.schema;

import org.jspecify.annotations.NullMarked;
