package dev.portreeve.sidecar.approval;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.sidecar.signing.Binding;
import dev.portreeve.store.StoredRequest;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was granted to one who asked.
 *
 * @param request as it is stored
 * @param document what is stored of it
 */
public record Approval(StoredRequest request, JsonObject document) {
  /** Members of the document of a request. */
  public static final String REQUESTER = "requester";

  /** What the request is bound to, see {@link Binding}. */
  public static final String BINDING = "binding";

  private static final String APPROVAL = "approval";
  private static final String USES = "uses";
  private static final String ONCE = "once";
  private static final String USED_AT = "used_at";
  private static final String APPROVED_AT = "approved_at";
  private static final int ID_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What a stored request says of its approval. */
  public static Approval of(StoredRequest request) {
    return new Approval(request, new JsonObject(request.document()));
  }

  /** A request that somebody has approved. */
  public static StoredRequest grant(
      StoredRequest request, Map<String, Object> document, boolean once, Instant end) {
    Map<String, Object> approval = new LinkedHashMap<>();
    approval.put(APPROVED_AT, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    approval.put(USES, once ? ONCE : "until_it_ends");
    Map<String, Object> with = new LinkedHashMap<>(document);
    with.put(APPROVAL, approval);
    return request.approved(JsonText.of(with), end.truncatedTo(ChronoUnit.SECONDS), id("apr_"));
  }

  /** An identifier that nobody guesses. */
  public static String id(String prefix) {
    byte[] random = new byte[ID_BYTES];
    RANDOM.nextBytes(random);
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  static StoredRequest used(StoredRequest request, Instant now) {
    JsonObject document = new JsonObject(request.document());
    document.getJsonObject(APPROVAL).put(USED_AT, now.toString());
    return request.with(request.status(), JsonText.of(document.getMap()));
  }

  String requester() {
    return document.getString(REQUESTER, "");
  }

  Binding binding() {
    return Binding.from(document.getJsonObject(BINDING, new JsonObject()).getMap());
  }

  boolean inForce(Instant now) {
    return request.status().equals(StoredRequest.APPROVED) && now.isBefore(request.until());
  }

  boolean once() {
    return !approval().getString(USES, ONCE).equals("until_it_ends");
  }

  boolean isUsed() {
    return approval().containsKey(USED_AT);
  }

  private JsonObject approval() {
    return document.getJsonObject(APPROVAL, new JsonObject());
  }

  /** What a caller hears of it, and presents with the check. */
  public Map<String, Object> told() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("id", request.approval());
    told.put(APPROVED_AT, approval().getString(APPROVED_AT, ""));
    told.put("approved_until", request.until().toString());
    return told;
  }
}
