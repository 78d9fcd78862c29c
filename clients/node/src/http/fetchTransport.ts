import type { Credential, Reply, Transport } from '../send/transport.js';
import { textOf } from './body.js';
import { headersOf, type HttpQuestion } from './question.js';
import { replyOf } from './replyStatus.js';

/** HTTP by the `fetch` of the runtime, which keeps connections. */
export class FetchTransport implements Transport<HttpQuestion, string> {
  readonly address: string;

  /** @param base without a path, or with the one that the endpoints lie under */
  constructor(base: URL) {
    this.address = base.href.replace(/\/$/, '');
  }

  async ask(
    { path, body }: HttpQuestion,
    credential: Credential | undefined,
    _ms: number,
    signal: AbortSignal,
  ): Promise<Reply<string>> {
    const response = await fetch(this.address + path, {
      method: 'POST',
      headers: headersOf(credential),
      body,
      redirect: 'manual',
      signal,
    });
    return replyOf({
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: response.body === null ? '' : await textOf(response.body),
    });
  }

  close(): void {
    // The connections are the runtime's, which closes those that are idle.
  }
}
