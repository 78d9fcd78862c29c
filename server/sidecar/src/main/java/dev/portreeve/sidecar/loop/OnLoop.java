package dev.portreeve.sidecar.loop;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;

/** Brings what other threads complete back to the event loop that waits for it. */
public final class OnLoop {
  private OnLoop() {}

  /**
   * The same as a future of Vert.x, completed on the event loop of the caller; where there is none,
   * on the thread that completes the stage.
   */
  public static <T> Future<T> of(CompletableFuture<T> stage) {
    Context context = Vertx.currentContext();
    return context == null
        ? Future.fromCompletionStage(stage)
        : Future.fromCompletionStage(stage, context);
  }
}
