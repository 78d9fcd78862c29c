package dev.portreeve.sidecar.trace;

import java.net.URI;

/**
 * Where spans go, and of which checks.
 *
 * @param endpoint takes them as OTLP over HTTP
 * @param rate the part of the checks without a trace of their own that is sampled, from 0 to 1
 */
public record TracingConfig(URI endpoint, double rate) {}
