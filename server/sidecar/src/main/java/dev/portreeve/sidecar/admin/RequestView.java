package dev.portreeve.sidecar.admin;

import dev.portreeve.sidecar.access.CallerLimits;
import dev.portreeve.sidecar.approval.Approval;
import dev.portreeve.store.StoredRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request as it is shown: to those who decide it, and to those who wait for it. */
final class RequestView {
  /** Members of the document of a request. */
  static final String TYPE = "type";

  static final String FACTS = "facts";
  static final String CREDENTIAL = "credential";

  private static final String STATUS = "status";
  private static final String APPROVAL = "approval";
  private static final List<String> HIDDEN =
      List.of(Approval.BINDING, CREDENTIAL, RequestWish.CALLBACK, APPROVAL);

  private RequestView() {}

  /**
   * What the admin API shows.
   *
   * @param to whom; empty: an operator
   */
  static Map<String, Object> of(StoredRequest request, Optional<CallerLimits.Subject> to) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", request.id());
    shown.put("team", request.team());
    String status = request.statusAt(Instant.now());
    shown.put(STATUS, status);
    shown.put("expires_at", request.until().toString());
    Map<String, Object> document = WrittenTeam.raw(request.document());
    shown.putAll(document);
    shown.keySet().removeAll(HIDDEN);
    boolean own =
        to.isEmpty()
            || (to.get().type() + ":" + to.get().id()).equals(document.get(Approval.REQUESTER));
    if (own && status.equals(StoredRequest.APPROVED)) {
      shown.put(APPROVAL, Approval.of(request).told());
    }
    return shown;
  }

  /** The task that the request is to whoever waits for it, and its result. */
  static Map<String, Object> task(StoredRequest request, RequestDesk desk) {
    String status = request.statusAt(Instant.now());
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("id", request.id());
    task.put(STATUS, status);
    desk.statusEndpoint(request.id())
        .ifPresent(
            url -> {
              task.put("status_endpoint", url);
              if (status.equals(StoredRequest.PENDING)) {
                task.put("links", Map.of("cancel", url + "/cancel"));
              }
            });
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("task", task);
    if (status.equals(StoredRequest.PENDING)) {
      task.put("expires_at", request.until().toString());
    } else if (status.equals(StoredRequest.APPROVED)) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("mode", "reevaluate");
      result.put(APPROVAL, Approval.of(request).told());
      body.put("result", result);
    }
    return body;
  }
}
