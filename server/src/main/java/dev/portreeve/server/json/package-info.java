/**
 * AuthZEN requests and answers as JSON: {@link RequestDecoder} reads straight into frames, {@link
 * AnswerEncoder} writes bytes.
 */
@NullMarked
package dev.portreeve.server.json;

import org.jspecify.annotations.NullMarked;
