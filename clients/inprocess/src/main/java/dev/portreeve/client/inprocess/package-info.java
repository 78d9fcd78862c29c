/**
 * A policy set inside a service; start at {@link
 * dev.portreeve.client.inprocess.InProcessDecisionPoint}.
 */
@NullMarked
package dev.portreeve.client.inprocess;

import org.jspecify.annotations.NullMarked;
