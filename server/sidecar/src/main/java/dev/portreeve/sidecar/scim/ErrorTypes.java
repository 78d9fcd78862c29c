package dev.portreeve.sidecar.scim;

import com.fasterxml.jackson.databind.JsonNode;
import de.captaingoldfish.scim.sdk.common.constants.HttpStatus;
import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.response.ErrorResponse;
import java.util.Set;

/** Gives each refusal one of the types that RFC 7644 knows; the library has some of its own. */
final class ErrorTypes {
  private static final Set<String> KNOWN =
      Set.of(
          ScimType.RFC7644.INVALID_FILTER,
          ScimType.RFC7644.TOO_MANY,
          ScimType.RFC7644.UNIQUENESS,
          ScimType.RFC7644.MUTABILITY,
          ScimType.RFC7644.INVALID_SYNTAX,
          ScimType.RFC7644.INVALID_PATH,
          ScimType.RFC7644.NO_TARGET,
          ScimType.RFC7644.INVALID_VALUE,
          ScimType.RFC7644.INVALID_VERSION,
          ScimType.RFC7644.SENSITIVE);

  private ErrorTypes() {}

  static void settle(ErrorResponse error, ScimRequest request) {
    String type = error.getScimType().orElse("");
    if (type.equals(ScimType.RFC7644.INVALID_FILTER)
        && request.method().equals("PATCH")
        && !filters(request)) {
      error.setScimType(ScimType.RFC7644.INVALID_PATH);
      return;
    }
    if (KNOWN.contains(type)) {
      return;
    }
    if (error.getHttpStatus() != HttpStatus.BAD_REQUEST) {
      error.remove("scimType");
    } else if (request.body().isEmpty() || request.resource().contains("/.search")) {
      error.setScimType(ScimType.RFC7644.INVALID_FILTER);
    } else {
      error.setScimType(
          error.getFieldErrors().isEmpty()
              ? ScimType.RFC7644.INVALID_SYNTAX
              : ScimType.RFC7644.INVALID_VALUE);
    }
  }

  /** Whether a patch picks values by a filter. */
  private static boolean filters(ScimRequest request) {
    for (JsonNode operation :
        ScimJson.object(request.body()).orElseGet(ScimJson::object).path("Operations")) {
      if (operation.path("path").asText().contains("[")) {
        return true;
      }
    }
    return false;
  }
}
