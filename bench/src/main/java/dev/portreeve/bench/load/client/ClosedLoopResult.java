package dev.portreeve.bench.load.client;

/**
 * What one round of a closed loop measured.
 *
 * @param rate checks answered a second
 * @param cpuMicros the server's processor time for a check
 * @param busy the share of one core that the server took
 */
public record ClosedLoopResult(double rate, double cpuMicros, double busy) {}
