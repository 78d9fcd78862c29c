import * as http from 'node:http';
import * as https from 'node:https';
import type { TlsOptions } from '../options.js';
import type { Credential, Reply, Transport } from '../send/transport.js';
import { textOf } from './body.js';
import { headersOf, type HttpQuestion } from './question.js';
import { replyOf } from './replyStatus.js';

/** HTTP where `fetch` does not reach: unix sockets, and TLS with authorities or a certificate of one's own. */
export class SocketTransport implements Transport<HttpQuestion, string> {
  readonly #agent: http.Agent;
  readonly #target: http.RequestOptions;
  readonly #prefix: string;
  readonly #request: typeof http.request;

  private constructor(
    readonly address: string,
    agent: http.Agent,
    target: http.RequestOptions,
    prefix: string,
    request: typeof http.request,
  ) {
    this.#agent = agent;
    this.#target = target;
    this.#prefix = prefix;
    this.#request = request;
  }

  static unix(socketPath: string): SocketTransport {
    const agent = new http.Agent({ keepAlive: true });
    return new SocketTransport(`unix:${socketPath}`, agent, { socketPath }, '', http.request);
  }

  static tls(base: URL, { ca, cert, key }: TlsOptions): SocketTransport {
    const agent = new https.Agent({ keepAlive: true, ca, cert, key });
    const target = { protocol: base.protocol, host: bare(base.hostname), port: base.port || 443 };
    const prefix = base.pathname.replace(/\/$/, '');
    return new SocketTransport(base.href, agent, target, prefix, https.request);
  }

  async ask(
    { path, body }: HttpQuestion,
    credential: Credential | undefined,
    _ms: number,
    signal: AbortSignal,
  ): Promise<Reply<string>> {
    const response = await this.#send(path, body, headersOf(credential), signal);
    return replyOf({
      status: response.statusCode ?? 0,
      retryAfter: response.headers['retry-after'],
      body: await textOf(response),
    });
  }

  #send(
    path: string,
    body: string,
    headers: http.OutgoingHttpHeaders,
    signal: AbortSignal,
  ): Promise<http.IncomingMessage> {
    return new Promise((resolve, reject) => {
      const request = this.#request({
        ...this.#target,
        agent: this.#agent,
        method: 'POST',
        path: this.#prefix + path,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        signal,
      });
      request.on('response', resolve);
      request.on('error', reject);
      request.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** A host as sockets want it: an IPv6 address without brackets. */
function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
