import type { BatchSemantic } from '../batch.js';
import type { Check, Question } from '../check.js';
import type { Decision, Obligation } from '../decision.js';
import type { Decider } from '../decisionPoint.js';

/**
 * Carries one kind of obligation out, before the check is answered and outside its deadline. When it
 * throws or rejects, a permit is a denial.
 */
export type ObligationHandler = (obligation: Obligation, check: Check) => unknown;

/**
 * What carries obligations out, by name: the action of a custom one (`set_export_password`), else the
 * type (`notification`). Without a handler a permit with that obligation is a denial.
 */
export type ObligationHandlers = { readonly [name: string]: ObligationHandler };

/**
 * For obligations that the caller carries out itself, from `decision.obligations`, before it goes
 * ahead.
 */
export const BY_CALLER: ObligationHandler = () => undefined;

/** Is told of a handler that failed. */
export type ObligationFailureListener = (error: unknown, obligation: Obligation, check: Check) => void;

/**
 * Carries obligations out before a decision is returned, as the AuthZEN Obligations profile has it:
 * a permit of which one obligation is not understood, or could not be carried out, is a denial.
 */
export class ObligingDecider implements Decider {
  // Own names only: an obligation that is called `toString` has no handler.
  readonly #handlers: ReadonlyMap<string, ObligationHandler>;
  readonly #delegate: Decider;
  readonly #onFailure: ObligationFailureListener;

  constructor(delegate: Decider, handlers: ObligationHandlers, onFailure: ObligationFailureListener) {
    this.#delegate = delegate;
    this.#handlers = new Map(Object.entries(handlers));
    this.#onFailure = onFailure;
  }

  async decide(question: Question, signal: AbortSignal | undefined): Promise<Decision> {
    return this.#oblige(question.check, await this.#delegate.decide(question, signal));
  }

  async decideAll(
    questions: readonly Question[],
    semantic: BatchSemantic,
    signal: AbortSignal | undefined,
  ): Promise<readonly Decision[]> {
    const decisions = await this.#delegate.decideAll(questions, semantic, signal);
    const obliged: Decision[] = [];
    for (const [index, decision] of decisions.entries()) {
      obliged.push(await this.#oblige(questions[index]!.check, decision));
    }
    return obliged;
  }

  async #oblige(check: Check, decision: Decision): Promise<Decision> {
    if (decision.permitted) {
      const unknown = decision.obligations.find(({ name }) => !this.#handlers.has(name));
      if (unknown !== undefined) {
        return decision.unfulfilled(`no handler for the obligation \`${unknown.name}\``);
      }
    }
    // A denial stays one, so that there all obligations are tried whatever became of the others.
    for (const obligation of decision.obligations) {
      if (!(await this.#carryOut(obligation, check)) && decision.permitted) {
        return decision.unfulfilled(
          `the obligation \`${obligation.name}\` could not be carried out`,
        );
      }
    }
    return decision;
  }

  async #carryOut(obligation: Obligation, check: Check): Promise<boolean> {
    const handler = this.#handlers.get(obligation.name);
    if (handler === undefined) {
      return false;
    }
    try {
      await handler(obligation, check);
      return true;
    } catch (e) {
      this.#onFailure(e, obligation, check);
      return false;
    }
  }

  close(): void {
    this.#delegate.close();
  }
}
