/**
 * What the type checker lets pass in expressions and can only be a mistake: facts that an action
 * does not have, values outside their enum, conditions that cannot be meant; start at {@link
 * dev.portreeve.engine.analysis.PolicyAnalysis}.
 */
@NullMarked
package dev.portreeve.engine.analysis;

import org.jspecify.annotations.NullMarked;
