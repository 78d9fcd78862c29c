import { setTimeout as sleep } from 'node:timers/promises';
import { Decision, type Failure, type FailureKind } from '../decision.js';
import { nextOf, type Address } from './addresses.js';
import type { Credential, Reply } from './transport.js';
import { DeadlinePassed, Interrupted, within } from './within.js';

/*
 * Most checks change nothing at the decision point, so they may be sent any number of times. An attempt
 * gets half of the time that is left while there is another address to try, so that a server that
 * hangs leaves time for the next; the last address gets all of it, since asking a slow server twice
 * makes it slower. A question that is not repeatable is sent again only where it was certainly not
 * decided, so a server that hangs has it for all of the time.
 */
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;

/** There is no answer. */
export class NoReply extends Error {
  override readonly name = 'NoReply';

  constructor(readonly failure: Failure) {
    super(failure.problem);
  }

  static of(kind: FailureKind, problem: string): NoReply {
    return new NoReply({ kind, problem, field: '' });
  }
}

/** The denial that no answer leads to; any other error is thrown on. */
export function failed(e: unknown): Decision {
  if (e instanceof NoReply) {
    return Decision.failed(e.failure.kind, e.failure.problem, e.failure.field);
  }
  throw e;
}

/** Sends a question until it is answered, to one address after the other, before its deadline. */
export class RetryingSender<Q, A> {
  readonly #addresses: readonly Address<Q, A>[];
  readonly #credential: () => Promise<Credential | undefined>;
  readonly #deadline: number;
  readonly #attempts: number;
  #closed = false;

  /** @param deadline in milliseconds, for all attempts and the credential together */
  constructor(
    addresses: readonly Address<Q, A>[],
    credential: () => Promise<Credential | undefined>,
    deadline: number,
    attempts: number,
  ) {
    this.#addresses = addresses;
    this.#credential = credential;
    this.#deadline = deadline;
    this.#attempts = Math.max(attempts, addresses.length);
  }

  /**
   * The answer; rejects with `NoReply` when there is none.
   *
   * @param repeatable whether the question may be decided twice
   */
  async send(question: Q, repeatable: boolean, signal: AbortSignal | undefined): Promise<A> {
    if (this.#closed) {
      throw NoReply.of('client_failed', 'the client is closed');
    }
    const end = performance.now() + this.#deadline;
    const left = (): number => Math.max(0, end - performance.now());
    try {
      const credential = await within(left(), signal, this.#credential);
      return await this.#ask(question, repeatable, credential, left, signal);
    } catch (e) {
      if (e instanceof NoReply) {
        throw e;
      }
      if (e instanceof Interrupted) {
        throw NoReply.of('interrupted', 'the signal of the call was aborted');
      }
      if (e instanceof DeadlinePassed) {
        throw NoReply.of('timed_out', 'no credential before the deadline');
      }
      throw NoReply.of('client_failed', `no credential: ${String(e)}`);
    }
  }

  async #ask(
    question: Q,
    repeatable: boolean,
    credential: Credential | undefined,
    left: () => number,
    signal: AbortSignal | undefined,
  ): Promise<A> {
    const tried = new Set<Address<Q, A>>();
    let last = NoReply.of('timed_out', 'no time to ask');
    for (let attempt = 1; attempt <= this.#attempts && left() > 0; attempt++) {
      const address = nextOf(this.#addresses, tried);
      const more = repeatable && tried.size < this.#addresses.length && attempt < this.#attempts;
      const time = more ? left() / 2 : left();
      const reply = await attempted(address, question, credential, time, signal);
      if ('answer' in reply) {
        address.answered();
        return reply.answer;
      }
      last = new NoReply(at(address, reply.failure));
      if (!reply.retriable) {
        address.answered();
        throw last;
      }
      address.failed();
      if (!repeatable && reply.undecided !== true) {
        throw last;
      }
      if (attempt < this.#attempts && tried.size === this.#addresses.length) {
        const pause = Math.max(reply.retryAfter, this.#pause(attempt));
        // A pause that reaches beyond the deadline is none: there is no answer, and it says so now.
        if (pause >= left()) {
          throw last;
        }
        await within(left(), signal, (aborted) => sleep(pause, undefined, { signal: aborted }));
      }
    }
    throw last;
  }

  /** The first time a kept connection may have been closed by a restart: a new one is tried now. */
  #pause(attempt: number): number {
    const round = Math.floor(attempt / this.#addresses.length);
    const longest = round <= 1 ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** round);
    return (longest * (1 + Math.random())) / 2;
  }

  close(): void {
    this.#closed = true;
    this.#addresses.forEach((address) => address.transport.close());
  }
}

async function attempted<Q, A>(
  address: Address<Q, A>,
  question: Q,
  credential: Credential | undefined,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<Reply<A>> {
  try {
    return await within(ms, signal, (aborted) =>
      address.transport.ask(question, credential, ms, aborted),
    );
  } catch (e) {
    if (e instanceof Interrupted) {
      throw e;
    }
    const failure: Failure =
      e instanceof DeadlinePassed
        ? { kind: 'timed_out', problem: 'no whole answer in time', field: '' }
        : { kind: 'unreachable', problem: problemOf(e), field: '' };
    return { failure, retriable: true, undecided: unsent(e), retryAfter: 0 };
  }
}

function at(address: Address<never, unknown>, failure: Failure): Failure {
  return { ...failure, problem: `${address.transport.address}: ${failure.problem}` };
}

/** Whether there was no connection to send anything over. */
function unsent(e: unknown): boolean {
  if (!(e instanceof Error)) {
    return false;
  }
  const { code, syscall } = e as NodeJS.ErrnoException;
  const failed = code === 'ECONNREFUSED' || syscall === 'connect' || syscall === 'getaddrinfo';
  return failed || unsent(e.cause);
}

/** The message of `fetch` says nothing; its cause does. */
function problemOf(e: unknown): string {
  if (!(e instanceof Error)) {
    return String(e);
  }
  if (e.cause instanceof Error) {
    return problemOf(e.cause);
  }
  return e.message || (e as NodeJS.ErrnoException).code || e.name;
}
