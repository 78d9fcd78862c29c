package dev.portreeve.sidecar.http;

import dev.portreeve.sidecar.identity.LogText;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The body of a request on its way in. Beyond a limit the rest is read and dropped. */
public final class RequestBody {
  private static final Logger LOG = LoggerFactory.getLogger(RequestBody.class);
  private static final byte[] NOTHING = {};

  /** Hears once what became of a body; nothing is heard of one that broke off. */
  public interface Receiver {
    /** It is there. */
    void complete(byte[] body);

    /**
     * It is longer than allowed.
     *
     * @param beginning so much of it as was there until then
     */
    void tooLong(Buffer beginning);

    /** Something was thrown by one of the other two. */
    void failed(Throwable failure);
  }

  private final Receiver receiver;
  private final int maxBytes;
  private @Nullable Buffer received;
  private boolean own;
  private boolean told;

  private RequestBody(int maxBytes, Receiver receiver) {
    this.receiver = receiver;
    this.maxBytes = maxBytes;
  }

  /** Takes the body of a request that has not been read yet. */
  public static void take(HttpServerRequest request, int maxBytes, Receiver receiver) {
    RequestBody body = new RequestBody(maxBytes, receiver);
    request.handler(body::add);
    request.endHandler(end -> body.complete());
    request.exceptionHandler(e -> LOG.debug("a request broke off: {}", LogText.failure(e)));
  }

  private void add(Buffer chunk) {
    if (told) {
      return;
    }
    int length = received == null ? 0 : received.length();
    if (received == null) {
      received = chunk;
    } else {
      received = (own ? received : copy(received)).appendBuffer(chunk);
      own = true;
    }
    if (length + chunk.length() > maxBytes) {
      Buffer beginning = received;
      received = null;
      tell(() -> receiver.tooLong(beginning));
    }
  }

  /** Of more than one piece, with room for as much again. */
  private static Buffer copy(Buffer piece) {
    return Buffer.buffer(2 * piece.length()).appendBuffer(piece);
  }

  private void complete() {
    if (!told) {
      Buffer all = received;
      received = null;
      tell(() -> receiver.complete(all == null ? NOTHING : all.getBytes()));
    }
  }

  private void tell(Runnable what) {
    told = true;
    try {
      what.run();
    } catch (Throwable e) {
      receiver.failed(e);
    }
  }
}
