package dev.portreeve.bench.load.scenarios;

/**
 * How long things are measured.
 *
 * @param rounds of everything that is compared
 * @param seconds of each measurement
 * @param warmUp seconds of load before the first round
 * @param cerbos whether Cerbos is measured
 * @param smoke whether only to see that all of it runs
 */
public record Settings(int rounds, int seconds, int warmUp, boolean cerbos, boolean smoke) {}
