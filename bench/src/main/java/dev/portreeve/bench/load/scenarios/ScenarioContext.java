package dev.portreeve.bench.load.scenarios;

import dev.portreeve.bench.load.client.ClosedLoopClient;
import dev.portreeve.bench.load.report.Report;

/**
 * What parts work with.
 *
 * @param settings how long
 * @param lab the servers
 * @param drive the generators
 * @param report what came out
 */
public record ScenarioContext(
    Settings settings, Testbed lab, ClosedLoopClient drive, Report report) {}
