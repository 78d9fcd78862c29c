package dev.portreeve.sidecar.admin;

import dev.portreeve.sidecar.check.CheckUnavailable;
import dev.portreeve.sidecar.check.RequestForbidden;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.http.RequestHead;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why a request is not done, as RFC 9457 writes it. */
final class Problem extends Exception {
  private static final long serialVersionUID = 1L;

  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int CONFLICT = 409;
  static final int GONE = 410;
  static final int PRECONDITION_FAILED = 412;
  static final int UNPROCESSABLE = 422;
  static final int TOO_MANY = 429;
  static final int UNAVAILABLE = 503;

  private static final String TYPE = "type";
  private static final String KEY_USED = "key used before";

  private final int status;
  private final String title;
  private final transient Map<String, Object> more;

  /**
   * @param title what kind of problem, the same for all of the kind
   * @param detail this one, for people: what is wrong and what to write
   */
  Problem(int status, String title, String detail) {
    this(status, title, detail, Map.of());
  }

  /**
   * @param more members, such as {@code field}
   */
  Problem(int status, String title, String detail, Map<String, Object> more) {
    super(detail);
    this.status = status;
    this.title = title;
    this.more = more;
  }

  static Problem malformed(String detail) {
    return new Problem(BAD_REQUEST, "malformed request", detail);
  }

  /** The check in the body is at fault, or the caller may not ask it. */
  static Problem refused(RequestRefused refused) {
    return refused instanceof RequestForbidden
        ? new Problem(
            FORBIDDEN, "not admitted", refused.problem(), Map.of("field", refused.field()))
        : new Problem(
            BAD_REQUEST, "malformed request", refused.problem(), Map.of("field", refused.field()));
  }

  /** The head of the request is at fault. */
  static Problem of(RequestHead head) {
    return new Problem(
        head.status(), "malformed request", head.problem(), Map.of("field", head.field()));
  }

  static Problem noTeam(String team) {
    return new Problem(NOT_FOUND, "no such team", "there is no team `" + team + "`");
  }

  static Problem readOnly() {
    return new Problem(
        METHOD_NOT_ALLOWED,
        "read-only",
        "the teams of this server are files (--teams): change the file, or serve with --store");
  }

  /** A problem of AuthZEN's Access Request and Approval profile. */
  static Problem ofProfile(int status, String code, String detail) {
    return new Problem(
        status,
        code.replace('_', ' '),
        detail,
        Map.of(TYPE, "urn:openid:authzen:access-request:error:" + code));
  }

  static Problem notRequestable(String detail) {
    return ofProfile(CONFLICT, "not_requestable", detail);
  }

  static Problem decided(String status) {
    return ofProfile(CONFLICT, "invalid_task_state", "the request is " + status + " already");
  }

  static Problem keyUsed() {
    return new Problem(
        UNPROCESSABLE,
        KEY_USED,
        "the Idempotency-Key was sent before with another request: use a new one for each");
  }

  /** Whether an Idempotency-Key was sent before with something else. */
  boolean isKeyUsed() {
    return title.equals(KEY_USED);
  }

  /** The same with another status. */
  Problem with(int otherStatus) {
    return new Problem(otherStatus, title, String.valueOf(getMessage()), more);
  }

  /** Tells when to ask again where that helps. */
  void retry(HttpServerResponse response) {
    if (status == UNAVAILABLE || status == TOO_MANY) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(CheckUnavailable.RETRY_SECONDS));
    }
  }

  int status() {
    return status;
  }

  /** The body. */
  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(TYPE, "about:blank");
    body.put("title", title);
    body.put("status", status);
    body.put("detail", String.valueOf(getMessage()));
    body.putAll(more);
    return body;
  }
}
