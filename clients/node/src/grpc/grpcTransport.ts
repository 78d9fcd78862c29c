import { Client, credentials, Metadata, type ChannelOptions, type MethodDefinition } from '@grpc/grpc-js';
import { parsed, type TlsOptions } from '../options.js';
import type { Credential, Reply, Transport } from '../send/transport.js';
import { MAX_ANSWER_BYTES } from '../http/body.js';
import { replyTo } from './callStatus.js';

/** What of a method's definition a call needs. */
export type Method<A> = Pick<
  MethodDefinition<object, A>,
  'path' | 'requestSerialize' | 'responseDeserialize'
>;

/** A call of a method. */
export interface GrpcQuestion<A> {
  readonly method: Method<A>;
  readonly message: object;
}

const CHANNEL: ChannelOptions = {
  'grpc.max_receive_message_length': MAX_ANSWER_BYTES,
  // A sidecar that restarts is back within a second or two; gRPC would wait for up to two minutes.
  'grpc.initial_reconnect_backoff_ms': 50,
  'grpc.max_reconnect_backoff_ms': 1000,
  // Notices a machine that is gone without a word.
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 2000,
  // A proxy of the environment is for the way out, not to a decision point.
  'grpc.enable_http_proxy': 0,
};

/** gRPC over one channel, which connects again by itself. */
export class GrpcTransport<A> implements Transport<GrpcQuestion<A>, A> {
  readonly #client: Client;

  constructor(
    readonly address: string,
    tls: TlsOptions,
  ) {
    const to = parsed(address);
    if ('socketPath' in to) {
      this.#client = new Client(address, credentials.createInsecure(), CHANNEL);
      return;
    }
    const { protocol, hostname, port, pathname } = to.base;
    if (pathname !== '/') {
      throw new TypeError(`\`${address}\` has a path, which gRPC has not: write http(s)://HOST:PORT`);
    }
    const secure = protocol === 'https:';
    this.#client = new Client(
      `${hostname}:${port || (secure ? 443 : 80)}`,
      secure
        ? credentials.createSsl(pem(tls.ca), pem(tls.key), pem(tls.cert))
        : credentials.createInsecure(),
      CHANNEL,
    );
  }

  ask(
    { method, message }: GrpcQuestion<A>,
    credential: Credential | undefined,
    ms: number,
    signal: AbortSignal,
  ): Promise<Reply<A>> {
    const metadata = new Metadata();
    if (credential !== undefined) {
      metadata.set(credential.header, credential.value);
    }
    return new Promise((resolve) => {
      const call = this.#client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        message,
        metadata,
        { deadline: Date.now() + ms },
        (error, answer) => {
          signal.removeEventListener('abort', cancel);
          resolve(error === null ? { answer: answer as A } : replyTo(error));
        },
      );
      const cancel = (): void => call.cancel();
      signal.addEventListener('abort', cancel);
    });
  }

  close(): void {
    this.#client.close();
  }
}

function pem(text: string | Buffer | undefined): Buffer | null {
  return text === undefined ? null : Buffer.from(text);
}
