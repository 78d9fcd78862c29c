package dev.portreeve.client.http;

/** A request, whichever address it is sent to. */
final class HttpQuestion {
  private final String path;
  private final Credential credential;
  private final byte[] body;

  /**
   * @param path of the endpoint
   * @param credential the header that says who asks
   * @param body JSON; not to be changed
   */
  HttpQuestion(String path, Credential credential, byte[] body) {
    this.path = path;
    this.credential = credential;
    this.body = body;
  }

  String path() {
    return path;
  }

  Credential credential() {
    return credential;
  }

  byte[] body() {
    return body;
  }
}
