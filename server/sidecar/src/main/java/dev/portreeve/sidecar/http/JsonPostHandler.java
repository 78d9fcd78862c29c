package dev.portreeve.sidecar.http;

import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.access.Presented;
import dev.portreeve.sidecar.check.RequestForbidden;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.identity.LogText;
import dev.portreeve.sidecar.metrics.RequestMeter;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the body of a JSON POST, no longer than allowed, to an endpoint and sends its answer. */
final class JsonPostHandler implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(JsonPostHandler.class);
  private static final String JSON = "application/json";
  private static final byte[] NOTHING = {};

  /** What is done with a body. */
  @FunctionalInterface
  interface Endpoint {
    /** The body of the answer. */
    Future<Buffer> answer(byte[] body, Caller caller) throws RequestRefused;

    /**
     * The body of the answer to somebody.
     *
     * @param caller who asks
     * @param peer the other end of the connection
     */
    default Future<Buffer> answer(byte[] body, Caller caller, SocketAddress peer)
        throws RequestRefused {
      return answer(body, caller);
    }
  }

  private final Endpoint endpoint;
  private final Access access;
  private final int maxBytes;
  private final RequestMeter meter;

  JsonPostHandler(Endpoint endpoint, Access access, int maxBytes, RequestMeter meter) {
    this.access = access;
    this.endpoint = endpoint;
    this.maxBytes = maxBytes;
    this.meter = meter;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.POST)) {
      request.response().headers().set(HttpHeaders.ALLOW, "POST");
      refuse(request, JsonReply.METHOD_NOT_ALLOWED, "only POST is answered here", "");
    } else if (!isJson(request.headers().get(HttpHeaders.CONTENT_TYPE))) {
      refuse(request, JsonReply.BAD_REQUEST, "the content type must be " + JSON, "content-type");
    } else if (tooLong(request.headers().get(HttpHeaders.CONTENT_LENGTH))) {
      refuse(request, JsonReply.TOO_LARGE, RequestTooLarge.bytes(maxBytes).problem(), "");
    } else {
      new Body(request).take();
    }
  }

  private boolean tooLong(@Nullable String length) {
    try {
      return length != null && Long.parseLong(length) > maxBytes;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Whether a content type is JSON, however it is written. */
  static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.equals(JSON) || type.strip().toLowerCase(Locale.ROOT).equals(JSON);
  }

  private void answer(HttpServerRequest request, byte[] body) {
    Caller caller = access.known(request, Presented.Owner.CALLER);
    if (caller == null) { // revoked since the head of the request was read
      refuse(request, JsonReply.UNAUTHORIZED, Access.Why.UNKNOWN.problem(), "");
      return;
    }
    try {
      Future<Buffer> answer = endpoint.answer(body, caller, request.remoteAddress());
      if (answer.succeeded()) {
        send(request, answer.result());
      } else {
        answer.onSuccess(bytes -> send(request, bytes)).onFailure(e -> fail(request, e));
      }
    } catch (RequestRefused e) {
      int status =
          e instanceof RequestTooLarge
              ? JsonReply.TOO_LARGE
              : e instanceof RequestForbidden ? JsonReply.FORBIDDEN : JsonReply.BAD_REQUEST;
      refuse(request, status, e.problem(), e.field());
    } catch (RuntimeException e) {
      fail(request, e);
    }
  }

  private void send(HttpServerRequest request, Buffer body) {
    meter.answered();
    JsonReply.send(request, JsonReply.OK, body);
  }

  private void refuse(HttpServerRequest request, int status, String problem, String field) {
    meter.answered(Integer.toString(status));
    JsonReply.error(request, status, problem, field);
  }

  private void fail(HttpServerRequest request, Throwable failure) {
    LOG.error("a request could not be answered", failure);
    refuse(request, JsonReply.INTERNAL_ERROR, "internal error", "");
  }

  /** A body on its way in. Beyond the limit the rest is read and dropped. */
  private final class Body {
    private final HttpServerRequest request;
    private @Nullable Buffer received;
    private boolean own;
    private boolean refused;

    Body(HttpServerRequest request) {
      this.request = request;
    }

    void take() {
      request.handler(this::add);
      request.endHandler(end -> complete());
      request.exceptionHandler(e -> LOG.debug("a request broke off: {}", LogText.failure(e)));
    }

    private void add(Buffer chunk) {
      if (refused) {
        return;
      }
      int length = received == null ? 0 : received.length();
      if (length + chunk.length() > maxBytes) {
        refused = true;
        received = null;
        refuse(request, JsonReply.TOO_LARGE, RequestTooLarge.bytes(maxBytes).problem(), "");
      } else if (received == null) {
        received = chunk;
      } else {
        received = (own ? received : copy(received)).appendBuffer(chunk);
        own = true;
      }
    }

    /** Of more than one piece, with room for as much again. */
    private static Buffer copy(Buffer piece) {
      return Buffer.buffer(2 * piece.length()).appendBuffer(piece);
    }

    private void complete() {
      if (!refused) {
        answer(request, received == null ? NOTHING : received.getBytes());
      }
    }
  }
}
