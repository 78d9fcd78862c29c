package dev.portreeve.sidecar.certification;

import dev.portreeve.sidecar.testing.HttpCaller;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * Asks over HTTP in clear text.
 *
 * @param headers that show who asks
 */
public record PlainAsker(HttpCaller http, Map<String, String> headers) implements Asker {
  public PlainAsker {
    headers = Map.copyOf(headers);
  }

  @Override
  public Reply post(String path, String contentType, String body, String requestId) {
    HttpRequest.Builder request = http.request(path).POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (!contentType.isEmpty()) {
      request.header("content-type", contentType);
    }
    if (!requestId.isEmpty()) {
      request.header("x-request-id", requestId);
    }
    return reply(http.send(request));
  }

  @Override
  public Reply get(String path) {
    return reply(http.get(path));
  }

  private static Reply reply(HttpResponse<String> response) {
    return new Reply(
        response.statusCode(),
        response.headers().firstValue("content-type").orElse(""),
        response.headers().firstValue("x-request-id"),
        response.body());
  }
}
