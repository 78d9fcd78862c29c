import type { BatchSemantic } from '../batch.js';
import type { Question } from '../check.js';
import type { Decision } from '../decision.js';
import type { Decider } from '../decisionPoint.js';
import type { PermitCache } from './permitCache.js';

/**
 * Answers a check from memory that was permitted a moment ago with the same facts.
 *
 * Only permits without obligations are kept, and only of decision points that say their
 * `policy_version`. A batch is always asked, since it is decided under one policy set.
 */
export class CachingDecider implements Decider {
  readonly #delegate: Decider;
  readonly #permits: PermitCache;
  #closed = false;

  constructor(delegate: Decider, permits: PermitCache) {
    this.#delegate = delegate;
    this.#permits = permits;
  }

  async decide(question: Question, signal: AbortSignal | undefined): Promise<Decision> {
    const known = this.#closed ? undefined : this.#permits.find(question.request);
    if (known !== undefined) {
      return known;
    }
    const asking = this.#permits.ask();
    const decision = await this.#delegate.decide(question, signal);
    this.#permits.answered(asking, question.request, decision);
    return decision;
  }

  async decideAll(
    questions: readonly Question[],
    semantic: BatchSemantic,
    signal: AbortSignal | undefined,
  ): Promise<readonly Decision[]> {
    const asking = this.#permits.ask();
    const decisions = await this.#delegate.decideAll(questions, semantic, signal);
    decisions.forEach((decision, index) =>
      this.#permits.answered(asking, questions[index]!.request, decision),
    );
    return decisions;
  }

  close(): void {
    this.#closed = true;
    this.#permits.clear();
    this.#delegate.close();
  }
}
