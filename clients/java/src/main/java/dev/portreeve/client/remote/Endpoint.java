package dev.portreeve.client.remote;

/**
 * One address of a decision point, asked once at a time. Safe for use by several threads.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public interface Endpoint<Q, A> extends AutoCloseable {
  /**
   * Asks and waits for the whole answer.
   *
   * @throws Unanswered when there is none, or not in time
   */
  A ask(Q question, Deadline deadline) throws Unanswered, InterruptedException;

  /** The address, for messages. */
  String address();

  @Override
  void close();
}
