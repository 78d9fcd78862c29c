/**
 * The names and words of a schema as they stand in the bytes of requests: {@link Vocabulary} finds
 * them without making strings of them first.
 */
@NullMarked
package dev.portreeve.server.vocabulary;

import org.jspecify.annotations.NullMarked;
