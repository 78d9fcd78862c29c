package dev.portreeve.sidecar.http;

import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.access.Presented;
import dev.portreeve.sidecar.check.CheckUnavailable;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.log.CheckSource;
import dev.portreeve.sidecar.metrics.RequestMeter;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the body of a JSON POST, no longer than allowed, to an endpoint and sends its answer. */
final class JsonPostHandler implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(JsonPostHandler.class);

  /** What is done with a body. */
  @FunctionalInterface
  interface Endpoint {
    /**
     * The body of the answer.
     *
     * @param caller who asks
     * @param source the same for the record and the trace
     */
    Future<Buffer> answer(byte[] body, Caller caller, CheckSource source) throws RequestRefused;

    /**
     * The body of the answer to somebody.
     *
     * @param caller who asks
     * @param source the same for the record and the trace
     * @param peer the other end of the connection
     */
    default Future<Buffer> answer(
        byte[] body, Caller caller, CheckSource source, SocketAddress peer) throws RequestRefused {
      return answer(body, caller, source);
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
    Exchange exchange = new Exchange(request);
    try {
      if (exchange.expectUsual()) {
        RequestBody.take(request, maxBytes, exchange);
      }
    } catch (Throwable e) {
      exchange.failed(e);
    }
  }

  private boolean saysTooLong(@Nullable String length) {
    try {
      return length != null && Long.parseLong(length) > maxBytes;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** One request and its answer, whatever is thrown between them. */
  private final class Exchange implements RequestBody.Receiver {
    private final HttpServerRequest request;
    private final long began = System.nanoTime();

    Exchange(HttpServerRequest request) {
      this.request = request;
    }

    /** Refuses what is no JSON POST, as far as its head tells. */
    boolean expectUsual() {
      if (!request.method().equals(HttpMethod.POST)) {
        request.response().headers().set(HttpHeaders.ALLOW, "POST");
        refuse(JsonReply.METHOD_NOT_ALLOWED, "only POST is answered here", "");
        return false;
      }
      RequestHead encoding = RequestHead.encoding(request);
      if (encoding != null) {
        refuse(encoding.status(), encoding.problem(), encoding.field());
        return false;
      }
      try {
        ContentType.expectJson(request.headers().getAll(HttpHeaders.CONTENT_TYPE));
      } catch (MalformedRequest e) {
        refuse(e);
        return false;
      }
      if (saysTooLong(request.headers().get(HttpHeaders.CONTENT_LENGTH))) {
        refuse(RequestTooLarge.bytes(maxBytes));
        return false;
      }
      return true;
    }

    @Override
    public void complete(byte[] body) {
      Caller caller = access.known(request, Presented.Owner.CALLER);
      if (caller == null) { // revoked since the head of the request was read
        refuse(JsonReply.UNAUTHORIZED, Access.Why.UNKNOWN.problem(), "");
        return;
      }
      try {
        Future<Buffer> answer =
            endpoint.answer(body, caller, CheckOrigin.of(request, caller), request.remoteAddress());
        if (answer.succeeded()) {
          send(answer.result());
        } else {
          answer.onComplete(this::sendLater, this::failed);
        }
      } catch (RequestRefused e) {
        refuse(e);
      }
    }

    @Override
    public void tooLong(Buffer beginning) {
      refuse(RequestTooLarge.bytes(maxBytes));
    }

    private void sendLater(Buffer body) {
      try {
        send(body);
      } catch (Throwable e) {
        failed(e);
      }
    }

    private void send(Buffer body) {
      meter.answered(began);
      JsonReply.send(request, JsonReply.OK, body);
    }

    private void refuse(RequestRefused e) {
      refuse(e.code().status(), e.problem(), e.field());
    }

    private void refuse(int status, String problem, String field) {
      meter.answered(Integer.toString(status), began);
      JsonReply.error(request, status, problem, field);
    }

    @Override
    public void failed(Throwable failure) {
      if (failure instanceof CheckUnavailable unavailable) {
        String seconds = Integer.toString(CheckUnavailable.RETRY_SECONDS);
        request.response().headers().set(HttpHeaders.RETRY_AFTER, seconds);
        refuse(JsonReply.UNAVAILABLE, unavailable.problem(), "");
        return;
      }
      if (failure instanceof RequestRefused refused) {
        refuse(refused);
        return;
      }
      LOG.error("a request could not be answered", failure);
      refuse(JsonReply.INTERNAL_ERROR, "internal error", "");
    }
  }
}
