package dev.portreeve.sidecar;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for what has to wait for a file or a database. */
final class WorkerThreads {
  private WorkerThreads() {}

  /**
   * Makes some.
   *
   * @param name of each of them
   * @param threads how many
   * @param waiting so much work may wait for them; more is rejected
   */
  static ExecutorService of(String name, int threads, int waiting) {
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }
}
