package dev.portreeve.sidecar.admin;

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
  static final int PRECONDITION_FAILED = 412;
  static final int UNPROCESSABLE = 422;
  static final int TOO_MANY = 429;
  static final int UNAVAILABLE = 503;

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

  static Problem noTeam(String team) {
    return new Problem(NOT_FOUND, "no such team", "there is no team `" + team + "`");
  }

  static Problem readOnly() {
    return new Problem(
        METHOD_NOT_ALLOWED,
        "read-only",
        "the teams of this server are files (--teams): change the file, or serve with --store");
  }

  int status() {
    return status;
  }

  /** The body. */
  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", title);
    body.put("status", status);
    body.put("detail", String.valueOf(getMessage()));
    body.putAll(more);
    return body;
  }
}
