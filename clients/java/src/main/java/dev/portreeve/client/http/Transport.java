package dev.portreeve.client.http;

import dev.portreeve.client.remote.Deadline;
import java.io.IOException;

/** Brings requests to one address. Safe for use by several threads. */
interface Transport extends AutoCloseable {
  /**
   * Posts JSON and waits for the whole response.
   *
   * @param credential the header that says who asks
   * @throws DeadlineException when it is not there in time
   */
  Reply post(String path, Credential credential, byte[] body, Deadline deadline)
      throws IOException, InterruptedException;

  /** The address, for messages. */
  String address();

  @Override
  void close();
}
