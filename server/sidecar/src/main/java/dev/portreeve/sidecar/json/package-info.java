/**
 * AuthZEN requests and answers as JSON: {@link JsonCheckDecoder} reads straight into frames, {@link
 * AnswerEncoder} writes bytes.
 */
@NullMarked
package dev.portreeve.sidecar.json;

import org.jspecify.annotations.NullMarked;
