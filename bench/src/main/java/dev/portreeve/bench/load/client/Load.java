package dev.portreeve.bench.load.client;

/**
 * What a generator saw.
 *
 * @param answers that came
 * @param bytes of all of them: of {@code wrk} with heads, of {@code h2load} the messages alone
 * @param seconds it took
 * @param failures answers with a bad status, and requests without an answer
 */
record Load(long answers, long bytes, double seconds, long failures) {}
