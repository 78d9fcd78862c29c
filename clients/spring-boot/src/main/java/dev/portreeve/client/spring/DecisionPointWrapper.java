package dev.portreeve.client.spring;

import dev.portreeve.client.DecisionPoint;
import java.util.function.UnaryOperator;

/**
 * Wraps the decision point that the starter makes, to measure or to watch it. All beans of this
 * type are applied, in their order.
 */
@FunctionalInterface
public interface DecisionPointWrapper extends UnaryOperator<DecisionPoint> {}
