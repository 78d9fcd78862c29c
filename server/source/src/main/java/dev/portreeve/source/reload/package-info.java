/**
 * What is in force and how it is replaced while checks go on: {@link Reloader} replaces, {@link
 * CurrentGeneration} holds.
 */
@NullMarked
package dev.portreeve.source.reload;

import org.jspecify.annotations.NullMarked;
