/** AuthZEN over HTTP; start at {@link dev.portreeve.client.http.HttpDecisionPoint}. */
@NullMarked
package dev.portreeve.client.http;

import org.jspecify.annotations.NullMarked;
