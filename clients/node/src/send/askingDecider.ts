import { batchRequestOf, type BatchRequest, type BatchSemantic } from '../batch.js';
import type { CheckRequest, Question } from '../check.js';
import type { Decision } from '../decision.js';
import type { Decider } from '../decisionPoint.js';
import { failed } from './retryingSender.js';

/** The step that asks a server; where there is no answer it makes denials. */
export abstract class AskingDecider implements Decider {
  protected abstract ask(request: CheckRequest, signal: AbortSignal | undefined): Promise<Decision>;

  protected abstract askAll(
    batch: BatchRequest,
    semantic: BatchSemantic,
    signal: AbortSignal | undefined,
  ): Promise<readonly Decision[]>;

  abstract close(): void;

  async decide({ request }: Question, signal: AbortSignal | undefined): Promise<Decision> {
    try {
      return await this.ask(request, signal);
    } catch (e) {
      return failed(e);
    }
  }

  async decideAll(
    questions: readonly Question[],
    semantic: BatchSemantic,
    signal: AbortSignal | undefined,
  ): Promise<readonly Decision[]> {
    try {
      const requests = questions.map(({ request }) => request);
      return await this.askAll(batchRequestOf(requests, semantic), semantic, signal);
    } catch (e) {
      const denial = failed(e);
      return questions.map(() => denial);
    }
  }
}
