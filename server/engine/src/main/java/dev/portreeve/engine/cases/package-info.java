/**
 * The cases of a policy set: read, run and measured; start at {@link
 * dev.portreeve.engine.cases.CaseSet}.
 */
@NullMarked
package dev.portreeve.engine.cases;

import org.jspecify.annotations.NullMarked;
