/**
 * What the ways to read a request in one pass share: {@link Vocabulary} finds the names and words
 * of a schema in the bytes without making strings of them first.
 */
@NullMarked
package dev.portreeve.server.vocabulary;

import org.jspecify.annotations.NullMarked;
