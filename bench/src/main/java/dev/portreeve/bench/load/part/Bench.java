package dev.portreeve.bench.load.part;

import dev.portreeve.bench.load.drive.Drive;
import dev.portreeve.bench.load.tell.Report;

/**
 * What parts work with.
 *
 * @param settings how long
 * @param lab the servers
 * @param drive the generators
 * @param report what came out
 */
public record Bench(Settings settings, Lab lab, Drive drive, Report report) {}
