package dev.portreeve.engine.explain;

/**
 * An operand of the {@code &&}, {@code ||}, {@code !} and {@code ?:} of an expression.
 *
 * @param text as its author wrote it
 * @param verdict what it came to
 */
public record Part(String text, Verdict verdict) {}
