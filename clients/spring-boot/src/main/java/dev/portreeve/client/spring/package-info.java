/** The decision point behind Spring Security; start at {@link dev.portreeve.client.spring.Pdp}. */
@NullMarked
package dev.portreeve.client.spring;

import org.jspecify.annotations.NullMarked;
