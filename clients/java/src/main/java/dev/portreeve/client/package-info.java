/**
 * What a service asks and what it is told, whatever answers; start at {@link
 * dev.portreeve.client.DecisionPoint}.
 */
@NullMarked
package dev.portreeve.client;

import org.jspecify.annotations.NullMarked;
