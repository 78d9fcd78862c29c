package dev.portreeve.bench.load.servers;

import java.util.List;

/**
 * How a server is asked.
 *
 * @param tls whether over TLS
 * @param headers that show a credential, as {@code name: value}
 */
public record Way(boolean tls, List<String> headers) {
  /** In clear text, by nobody in particular. */
  public static final Way OPEN = new Way(false, List.of());

  public Way {
    headers = List.copyOf(headers);
  }

  /** Where a server on this machine is asked. */
  public String url(int port) {
    return (tls ? "https" : "http") + "://127.0.0.1:" + port;
  }

  /** The headers as options of curl and its kin. */
  public List<String> options() {
    return headers.stream().map(header -> "-H" + header).toList();
  }
}
