/** What a policy set declares; start at {@link dev.portreeve.engine.schema.Schema}. */
@NullMarked
package dev.portreeve.engine.schema;

import org.jspecify.annotations.NullMarked;
