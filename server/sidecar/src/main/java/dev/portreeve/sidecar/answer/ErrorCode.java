package dev.portreeve.sidecar.answer;

import java.util.Locale;

/** What is wrong with a request, for programs: the {@code code} of an error's body. */
public enum ErrorCode {
  INVALID_REQUEST(400),
  UNAUTHENTICATED(401),
  FORBIDDEN(403),
  NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  REQUEST_TIMEOUT(408),
  TOO_LARGE(413),
  TARGET_TOO_LONG(414),
  UNSUPPORTED_MEDIA_TYPE(415),
  NOT_EXPRESSIBLE(422),
  TOO_MANY_ATTEMPTS(429),
  HEADERS_TOO_LARGE(431),
  INTERNAL(500),
  NOT_IMPLEMENTED(501),
  UNAVAILABLE(503),
  VERSION_NOT_SUPPORTED(505);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  /** The code that comes with a status of HTTP. */
  public static ErrorCode of(int status) {
    for (ErrorCode code : values()) {
      if (code.status == status) {
        return code;
      }
    }
    return status < 500 ? INVALID_REQUEST : INTERNAL;
  }

  /** The status of HTTP that it comes with. */
  public int status() {
    return status;
  }

  /** The code as it stands in a body. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
