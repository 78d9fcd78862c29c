package dev.portreeve.sidecar.config;

/** Says what an operator has set wrongly, and where. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String problem) {
    super(problem);
  }

  /** What is wrong, on one line or several. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
