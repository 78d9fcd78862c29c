package dev.portreeve.sidecar.scim;

import com.fasterxml.jackson.databind.JsonNode;
import de.captaingoldfish.scim.sdk.common.constants.HttpStatus;
import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.complex.BulkConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.ChangePasswordConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.ETagConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.SortConfig;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.AuthenticationScheme;
import de.captaingoldfish.scim.sdk.common.response.BulkResponse;
import de.captaingoldfish.scim.sdk.common.response.ErrorResponse;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.base.GroupEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.endpoints.base.UserEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import de.captaingoldfish.scim.sdk.server.schemas.custom.ETagFeature;
import de.captaingoldfish.scim.sdk.server.schemas.custom.ResourceTypeFeatures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers requests of SCIM about one team at a time. Safe for use by several threads. */
public final class ScimService {
  /** The most resources of a page. */
  public static final int MOST_LISTED = 200;

  /** The most operations of a bulk request. */
  public static final int MOST_OPERATIONS = 100;

  /* A filter is parsed by recursion. */
  private static final int LONGEST_FILTER = 4_000;

  private static final String ETAG = "ETag";

  private final ResourceEndpoint endpoint;

  /**
   * @param longestBody taken, in bytes
   */
  public ScimService(long longestBody) {
    ServiceProvider provider =
        ServiceProvider.builder()
            .filterConfig(FilterConfig.builder().supported(true).maxResults(MOST_LISTED).build())
            .sortConfig(SortConfig.builder().supported(false).build())
            .eTagConfig(ETagConfig.builder().supported(true).build())
            .changePasswordConfig(ChangePasswordConfig.builder().supported(false).build())
            .bulkConfig(
                BulkConfig.builder()
                    .supported(true)
                    .maxOperations(MOST_OPERATIONS)
                    .maxPayloadSize(longestBody)
                    .build())
            .patchConfig(patch())
            .authenticationSchemes(
                List.of(
                    AuthenticationScheme.builder()
                        .type("oauthbearertoken")
                        .name("Bearer")
                        .description("A key or token with the scope admin.")
                        .build()))
            .lenientContentTypeChecking(true)
            .build();
    endpoint = new ResourceEndpoint(provider);
    tagged(endpoint.registerEndpoint(new UserEndpointDefinition(new UserResources())));
    tagged(endpoint.registerEndpoint(new GroupEndpointDefinition(new GroupResources())));
  }

  /** With what Okta and Entra ID send beside what RFC 7644 says. */
  private static PatchConfig patch() {
    return PatchConfig.builder()
        .supported(true)
        .activateMsAzureFilterWorkaround(true)
        .activateMsAzureValueSubAttributeWorkaround(true)
        .activateMsAzureComplexSimpleValueWorkaround(true)
        .build();
  }

  private static void tagged(ResourceType type) {
    ResourceTypeFeatures features = type.getFeatures();
    features.setETagFeature(ETagFeature.builder().enabled(true).build());
    type.setFeatures(features);
  }

  /**
   * The answer. What was done is in the roster; it is to be stored where the answer has changes.
   *
   * @param roster of the team
   */
  public ScimReply answer(ScimRequest request, Roster roster) {
    if (tooLong(request)) {
      return tooDeep();
    }
    ScimContext context = new ScimContext(roster);
    ScimResponse response;
    try {
      response =
          endpoint.handleRequest(
              request.url() + request.resource(),
              HttpMethod.valueOf(request.method()),
              request.body(),
              new HashMap<>(request.headers()),
              context);
    } catch (StackOverflowError e) {
      return tooDeep();
    }
    if (response instanceof ErrorResponse error) {
      ErrorTypes.settle(error, request);
    }
    if (!counts(response)) {
      return reply(response, List.of());
    }
    if (!context.changes().isEmpty()) {
      Optional<String> problem = roster.problem();
      if (problem.isPresent()) {
        return ScimReply.error(
            HttpStatus.BAD_REQUEST, ScimType.RFC7644.INVALID_VALUE, problem.get());
      }
    }
    ScimReply whole = reply(response, context.changes());
    boolean patchedGroup =
        request.method().equals("PATCH")
            && request.resource().startsWith("/Groups/")
            && !request.resource().contains("?");
    // A group of thousands need not be told for each member that comes or goes.
    return patchedGroup
        ? new ScimReply(HttpStatus.NO_CONTENT, "", whole.headers(), whole.changes())
        : whole;
  }

  private static boolean tooLong(ScimRequest request) {
    return request.resource().length() > LONGEST_FILTER
        || request.body().contains("\"filter\"")
            && ScimJson.object(request.body())
                .map(body -> body.path("filter").asText().length() > LONGEST_FILTER)
                .orElse(false);
  }

  private static ScimReply tooDeep() {
    return ScimReply.error(
        HttpStatus.BAD_REQUEST,
        ScimType.RFC7644.INVALID_FILTER,
        "the filter is too long: " + LONGEST_FILTER + " characters at most");
  }

  /** Whether what was done counts. An operation of a bulk request that failed has done nothing. */
  private static boolean counts(ScimResponse response) {
    return response instanceof BulkResponse bulk
        ? bulk.getHttpStatus() != HttpStatus.INTERNAL_SERVER_ERROR
            && bulk.getBulkResponseOperations().stream()
                .noneMatch(each -> each.getStatus() == HttpStatus.INTERNAL_SERVER_ERROR)
        : !(response instanceof ErrorResponse);
  }

  private static ScimReply reply(ScimResponse response, List<Map<String, Object>> changes) {
    Map<String, String> headers = new HashMap<>(response.getHttpHeaders());
    headers.keySet().removeIf(name -> name.equalsIgnoreCase("content-type"));
    JsonNode version = response.path("meta").path("version");
    if (version.isTextual()) {
      headers.put(ETAG, version.asText());
    }
    boolean empty = response.isEmpty() || response.getHttpStatus() == HttpStatus.NOT_MODIFIED;
    return new ScimReply(
        response.getHttpStatus(), empty ? "" : response.toString(), headers, changes);
  }
}
