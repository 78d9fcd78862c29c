package dev.portreeve.sidecar.scim;

import java.util.Map;

/**
 * A request of SCIM.
 *
 * @param method of HTTP
 * @param url where it was sent, as the identity provider knows it; the resource comes behind it
 * @param resource from its slash on, with the query
 * @param body a JSON object, or empty
 * @param headers of HTTP that matter
 */
public record ScimRequest(
    String method, String url, String resource, String body, Map<String, String> headers) {
  /** The same with a body. */
  public ScimRequest with(String json) {
    return new ScimRequest(method, url, resource, json, headers);
  }
}
