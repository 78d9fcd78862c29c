package dev.portreeve.sidecar.config;

/**
 * A value that an operator gave.
 *
 * @param origin where, as an operator would say it: {@code --listen}, {@code PORTREEVE_LISTEN},
 *     {@code config.yaml:3:9: listen}
 * @param value as given
 */
record GivenValue(String origin, String value) {
  ConfigurationException refuse(String problem) {
    return new ConfigurationException(origin + ": `" + value + "` " + problem);
  }
}
