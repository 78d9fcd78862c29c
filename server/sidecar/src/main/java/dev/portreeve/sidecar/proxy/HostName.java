package dev.portreeve.sidecar.proxy;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the host that a request is for. */
final class HostName {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
  private static final Pattern NUMBER = Pattern.compile("\\[[0-9a-f:.]+]");
  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}");
  private static final int LONGEST = 255;

  private HostName() {}

  /** The host in lower case, without port and final dot; or empty when it is none. */
  static Optional<String> of(String authority) {
    if (authority.length() > LONGEST) {
      return Optional.empty();
    }
    String lower = authority.toLowerCase(Locale.ROOT);
    int end = lower.startsWith("[") ? lower.indexOf(']') + 1 : lower.indexOf(':');
    String host = end <= 0 ? lower : lower.substring(0, end);
    String port = lower.substring(host.length());
    if (!port.isEmpty() && !PORT.matcher(port).matches()) {
      return Optional.empty();
    }
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    return NAME.matcher(host).matches() || NUMBER.matcher(host).matches()
        ? Optional.of(host)
        : Optional.empty();
  }
}
