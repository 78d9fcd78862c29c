import { questionsOf, type Batch, type BatchSemantic } from './batch.js';
import { requestOf, type Check, type Question } from './check.js';
import { Decision, NoAnswerError } from './decision.js';
import { InvalidCheck } from './facts.js';

/** What may be said about one call. */
export interface CallOptions {
  /** Ends the call when it is aborted, such as when the caller of the service is gone. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Answers authorization checks.
 *
 * It fails closed: whatever goes wrong, from a server that is gone to an answer that cannot be read,
 * is a decision that denies and says in `failure` why. A caller who would rather handle that as an
 * exception asks with `checkOrThrow`.
 */
export interface DecisionPoint {
  /** Answers one check. Never rejects: a failure is a denial. */
  check(check: Check, options?: CallOptions): Promise<Decision>;

  /**
   * Answers several checks together, under one policy set. There is a decision for each item, in
   * their order; an item that was not reached, or that nobody answered, is denied. Rejects only when
   * the batch has no items.
   */
  checkAll(batch: Batch, options?: CallOptions): Promise<readonly Decision[]>;

  /** Answers one check; rejects with `NoAnswerError` when nobody decided it. */
  checkOrThrow(check: Check, options?: CallOptions): Promise<Decision>;

  /** Answers several checks; rejects with `NoAnswerError` when nobody decided one of them. */
  checkAllOrThrow(batch: Batch, options?: CallOptions): Promise<readonly Decision[]>;

  /** Lets go of connections; checks are denied from now on. */
  close(): void;
}

/** One step between a decision point's face and its server; asked only what can be sent. */
export interface Decider {
  decide(question: Question, signal: AbortSignal | undefined): Promise<Decision>;
  decideAll(
    questions: readonly Question[],
    semantic: BatchSemantic,
    signal: AbortSignal | undefined,
  ): Promise<readonly Decision[]>;
  close(): void;
}

/** The face of a decision point: nothing that happens behind it is a permit by accident. */
export abstract class FailClosedDecisionPoint implements DecisionPoint {
  readonly #decider: Decider;

  protected constructor(decider: Decider) {
    this.#decider = decider;
  }

  async check(check: Check, options?: CallOptions): Promise<Decision> {
    try {
      return await this.#decider.decide({ check, request: requestOf(check) }, options?.signal);
    } catch (e) {
      return failed(e);
    }
  }

  async checkAll(batch: Batch, options?: CallOptions): Promise<readonly Decision[]> {
    if (!Array.isArray(batch.items) || batch.items.length === 0) {
      // No decisions would be a permit to `decisions.every(...)`.
      throw new InvalidCheck('items', 'the batch has no items');
    }
    try {
      const semantic = batch.semantic ?? 'execute_all';
      return await this.#decider.decideAll(questionsOf(batch), semantic, options?.signal);
    } catch (e) {
      const denial = failed(e);
      return batch.items.map(() => denial);
    }
  }

  async checkOrThrow(check: Check, options?: CallOptions): Promise<Decision> {
    return NoAnswerError.unlessDecided(await this.check(check, options));
  }

  async checkAllOrThrow(batch: Batch, options?: CallOptions): Promise<readonly Decision[]> {
    const decisions = await this.checkAll(batch, options);
    decisions.forEach((decision) => NoAnswerError.unlessDecided(decision));
    return decisions;
  }

  close(): void {
    this.#decider.close();
  }
}

function failed(e: unknown): Decision {
  return e instanceof InvalidCheck
    ? Decision.failed('invalid_request', e.message, e.field)
    : Decision.failed('client_failed', String(e));
}
