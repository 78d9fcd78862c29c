import type { Failure } from '../decision.js';

/** A header that says who asks. */
export interface Credential {
  readonly header: string;
  readonly value: string;
}

/** What came of one attempt: an answer, or a failure and whether another attempt may help. */
export type Reply<A> =
  | { readonly answer: A }
  | {
      readonly failure: Failure;
      readonly retriable: boolean;
      /** It did not reach the decision point, or was turned away there. */
      readonly undecided?: boolean;
      /** How many milliseconds the server asks to wait. */
      readonly retryAfter: number;
    };

/** One address of a decision point. */
export interface Transport<Q, A> {
  readonly address: string;

  /**
   * Asks once. Rejects when no whole reply comes.
   *
   * @param ms how many milliseconds are left
   * @param signal aborted when nobody waits any more
   */
  ask(question: Q, credential: Credential | undefined, ms: number, signal: AbortSignal): Promise<Reply<A>>;

  close(): void;
}
