/**
 * What callers are told, whatever they asked over; {@link KnownAnswers} keeps what is told often.
 */
@NullMarked
package dev.portreeve.server.answer;

import org.jspecify.annotations.NullMarked;
