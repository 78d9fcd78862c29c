/**
 * The cases of a policy set: read, run and measured; start at {@link
 * dev.portreeve.policy.cases.CaseSet}.
 */
@NullMarked
package dev.portreeve.policy.cases;

import org.jspecify.annotations.NullMarked;
