package dev.portreeve.sidecar.config;

import dev.portreeve.sidecar.trace.TracingConfig;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the options that say which checks are traced. */
final class TracingOptions {
  private static final String OFF = "off";
  private static final String PATH = "/v1/traces";
  private static final Pattern RATE = Pattern.compile("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?");

  private final Map<Option, GivenValue> given;

  TracingOptions(Map<Option, GivenValue> given) {
    this.given = given;
  }

  /** All of them, or empty when nothing is traced. */
  Optional<TracingConfig> read() throws ConfigurationException {
    GivenValue place = or(Option.TRACING);
    GivenValue rate = or(Option.TRACING_SAMPLE);
    if (place.value().equals(OFF)) {
      if (given.containsKey(Option.TRACING_SAMPLE)) {
        throw rate.refuse("says nothing without " + Option.TRACING.flag());
      }
      return Optional.empty();
    }
    if (!RATE.matcher(rate.value()).matches()) {
      throw rate.refuse("is no part of the checks: write 0.01, or 1 for all");
    }
    return Optional.of(
        new TracingConfig(OptionValues.collector(place, PATH), Double.parseDouble(rate.value())));
  }

  private GivenValue or(Option option) {
    return given.getOrDefault(option, new GivenValue(option.flag(), option.standard()));
  }
}
