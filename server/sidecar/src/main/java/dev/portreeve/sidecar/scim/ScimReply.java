package dev.portreeve.sidecar.scim;

import dev.portreeve.engine.cases.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is answered to a request of SCIM.
 *
 * @param status of HTTP
 * @param body of JSON, or empty
 * @param headers beside the type of the body
 * @param changes what was done, for the audit; to be stored where there is any
 */
public record ScimReply(
    int status, String body, Map<String, String> headers, List<Map<String, Object>> changes) {
  /** The type of the body. */
  public static final String TYPE = "application/scim+json";

  private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

  public ScimReply {
    headers = Map.copyOf(headers);
    changes = List.copyOf(changes);
  }

  /**
   * An error.
   *
   * @param scimType one of RFC 7644's, or empty
   */
  public static ScimReply error(int status, String scimType, String detail) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("schemas", List.of(ERROR));
    body.put("status", Integer.toString(status));
    if (!scimType.isEmpty()) {
      body.put("scimType", scimType);
    }
    body.put("detail", detail);
    return new ScimReply(status, JsonText.of(body), Map.of(), List.of());
  }
}
