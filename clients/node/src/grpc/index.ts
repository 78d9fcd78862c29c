import { repeatableBatch, type BatchRequest, type BatchSemantic } from '../batch.js';
import { repeatable, type CheckRequest } from '../check.js';
import type { Decision } from '../decision.js';
import { FailClosedDecisionPoint } from '../decisionPoint.js';
import { enforcing, senderOf, type ClientOptions } from '../options.js';
import { AskingDecider } from '../send/askingDecider.js';
import type { RetryingSender } from '../send/retryingSender.js';
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

class GrpcDecider extends AskingDecider {
  readonly #sender: Sender;
  readonly #service = decisionService();

  constructor(sender: Sender) {
    super();
    this.#sender = sender;
  }

  protected async ask(request: CheckRequest, signal: AbortSignal | undefined): Promise<Decision> {
    const message = checkMessage(request);
    const answer = await this.#sender.send({ method: this.#service.check, message }, repeatable(request), signal);
    return decisionOf(() => answerOf(answer as CheckResponse));
  }

  protected async askAll(
    batch: BatchRequest,
    semantic: BatchSemantic,
    signal: AbortSignal | undefined,
  ): Promise<readonly Decision[]> {
    const message = batchMessage(batch);
    const answer = await this.#sender.send({ method: this.#service.checkBatch, message }, repeatableBatch(batch), signal);
    const evaluations = (answer as CheckBatchResponse).evaluations.map(answerOf);
    return decisionsOf(() => ({ evaluations }), batch.evaluations.length, semantic);
  }

  close(): void {
    this.#sender.close();
  }
}
