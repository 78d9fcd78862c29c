import { batchRequestOf, type BatchSemantic } from '../batch.js';
import type { Question } from '../check.js';
import type { Decision } from '../decision.js';
import { FailClosedDecisionPoint, type Decider } from '../decisionPoint.js';
import { enforcing, senderOf, type ClientOptions } from '../options.js';
import { failed, type RetryingSender } from '../send/retryingSender.js';
import { decisionOf, decisionsOf } from '../wire/answers.js';
import { GrpcTransport, type GrpcQuestion } from './grpcTransport.js';
import { answerOf, batchMessage, checkMessage, type CheckBatchResponse, type CheckResponse } from './messages.js';
import { decisionService } from './service.js';

type Answer = CheckResponse | CheckBatchResponse;
type Sender = RetryingSender<GrpcQuestion<Answer>, Answer>;

/**
 * A decision point that is asked by `portreeve.v1.DecisionService`. Make one for the life of the
 * service, since it keeps connections.
 */
export class GrpcDecisionPoint extends FailClosedDecisionPoint {
  /** @throws TypeError when an option is none that can be used */
  constructor(options: ClientOptions) {
    const sender: Sender = senderOf(options, (at) => new GrpcTransport(at, options.tls ?? {}));
    super(enforcing(new GrpcDecider(sender), options));
  }
}

class GrpcDecider implements Decider {
  readonly #sender: Sender;
  readonly #service = decisionService();

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  async decide({ request }: Question, signal: AbortSignal | undefined): Promise<Decision> {
    try {
      const message = checkMessage(request);
      const answer = await this.#sender.send({ method: this.#service.check, message }, signal);
      return decisionOf(() => answerOf(answer as CheckResponse));
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
      const message = batchMessage(batchRequestOf(requests, semantic));
      const answer = await this.#sender.send({ method: this.#service.checkBatch, message }, signal);
      const evaluations = (answer as CheckBatchResponse).evaluations.map(answerOf);
      return decisionsOf(() => ({ evaluations }), questions.length, semantic);
    } catch (e) {
      const denial = failed(e);
      return questions.map(() => denial);
    }
  }

  close(): void {
    this.#sender.close();
  }
}
