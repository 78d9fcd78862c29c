package dev.portreeve.sidecar.identity;

import java.util.List;

/**
 * A request as it reached the proxy, by the proxy's account.
 *
 * @param method as sent
 * @param host in lower case, without a port
 * @param target path and query, as sent
 * @param headers those that the proxy handed on or set
 * @param trusted whether the proxy is one whose headers count
 * @param certificate the client's, where the proxy hands it on beside the headers, or empty
 */
public record OriginalRequest(
    String method,
    String host,
    String target,
    Headers headers,
    boolean trusted,
    String certificate) {

  /** The headers of a request. */
  @FunctionalInterface
  public interface Headers {
    /**
     * All values of a header, in the order sent.
     *
     * @param name in any case
     * @throws UnreadableHeader when a value is not text
     */
    List<String> all(String name);
  }

  /** The values of a header if the proxy's headers count, else none. */
  public List<String> trustedHeader(String name) {
    return trusted ? headers.all(name) : List.of();
  }
}
