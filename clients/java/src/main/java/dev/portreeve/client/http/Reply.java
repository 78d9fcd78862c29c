package dev.portreeve.client.http;

/** What came back: a whole response. */
final class Reply {
  private final int status;
  private final String retryAfter;
  private final byte[] body;

  /**
   * @param status of HTTP
   * @param retryAfter the header of that name, or empty
   * @param body all of it; not to be changed
   */
  Reply(int status, String retryAfter, byte[] body) {
    this.status = status;
    this.retryAfter = retryAfter;
    this.body = body;
  }

  int status() {
    return status;
  }

  String retryAfter() {
    return retryAfter;
  }

  byte[] body() {
    return body;
  }
}
