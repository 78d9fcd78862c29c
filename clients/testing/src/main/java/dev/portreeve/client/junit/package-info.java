/**
 * For the unit tests of services that ask; start at {@link
 * dev.portreeve.client.junit.TestDecisionPoint}.
 */
@NullMarked
package dev.portreeve.client.junit;

import org.jspecify.annotations.NullMarked;
