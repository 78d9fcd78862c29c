import { repeatableBatch, type BatchRequest, type BatchSemantic } from '../batch.js';
import { repeatable, type CheckRequest } from '../check.js';
import type { Decision } from '../decision.js';
import { FailClosedDecisionPoint } from '../decisionPoint.js';
import { enforcing, parsed, senderOf, type ClientOptions } from '../options.js';
import { AskingDecider } from '../send/askingDecider.js';
import type { RetryingSender } from '../send/retryingSender.js';
import type { Transport } from '../send/transport.js';
import { decisionOf, decisionsOf } from '../wire/answers.js';
import { objectIn } from '../wire/json.js';
import { FetchTransport } from './fetchTransport.js';
import type { HttpQuestion } from './question.js';
import { SocketTransport } from './socketTransport.js';

/**
 * A decision point that is asked by the OpenID AuthZEN Authorization API 1.0 over HTTP, by TCP or unix
 * socket. Make one for the life of the service, since it keeps connections.
 */
export class HttpDecisionPoint extends FailClosedDecisionPoint {
  /** @throws TypeError when an option is none that can be used */
  constructor(options: ClientOptions) {
    super(enforcing(new HttpDecider(senderOf(options, (at) => transportOf(at, options))), options));
  }
}

function transportOf(address: string, { tls }: ClientOptions): Transport<HttpQuestion, string> {
  const to = parsed(address);
  if ('socketPath' in to) {
    return SocketTransport.unix(to.socketPath);
  }
  return tls !== undefined && to.base.protocol === 'https:'
    ? SocketTransport.tls(to.base, tls)
    : new FetchTransport(to.base);
}

class HttpDecider extends AskingDecider {
  constructor(readonly sender: RetryingSender<HttpQuestion, string>) {
    super();
  }

  protected async ask(request: CheckRequest, signal: AbortSignal | undefined): Promise<Decision> {
    const body = JSON.stringify(request);
    const answer = await this.sender.send({ path: '/access/v1/evaluation', body }, repeatable(request), signal);
    return decisionOf(() => objectIn(answer));
  }

  protected async askAll(
    batch: BatchRequest,
    semantic: BatchSemantic,
    signal: AbortSignal | undefined,
  ): Promise<readonly Decision[]> {
    const body = JSON.stringify(batch);
    const answer = await this.sender.send({ path: '/access/v1/evaluations', body }, repeatableBatch(batch), signal);
    return decisionsOf(() => objectIn(answer), batch.evaluations.length, semantic);
  }

  close(): void {
    this.sender.close();
  }
}
