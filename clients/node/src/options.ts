import type { Decider } from './decisionPoint.js';
import { CachingDecider } from './enforce/caching.js';
import {
  ObligingDecider,
  type ObligationFailureListener,
  type ObligationHandlers,
} from './enforce/obligations.js';
import { PermitCache } from './enforce/permitCache.js';
import { Address } from './send/addresses.js';
import { RetryingSender } from './send/retryingSender.js';
import type { Credential, Transport } from './send/transport.js';

/** Whom to trust, and which certificate to show, in PEM. */
export interface TlsOptions {
  /** The authorities to trust; without it those of Node. */
  readonly ca?: string | Buffer | undefined;
  /** The certificate to show, with its chain. */
  readonly cert?: string | Buffer | undefined;
  /** The private key of `cert`. */
  readonly key?: string | Buffer | undefined;
}

/** What a client may be told. */
export interface ClientOptions {
  /**
   * `http://HOST:PORT`, `https://HOST:PORT` or `unix:/path`. The first is asked as long as it answers,
   * the next ones when it does not.
   */
  readonly addresses: string | readonly string[];
  /** An API key of Portreeve (`ID.SECRET`). */
  readonly apiKey?: string | undefined;
  /** A bearer token; asked for before every check, within its deadline. */
  readonly bearer?: (() => string | Promise<string>) | undefined;
  /** For `https` addresses. */
  readonly tls?: TlsOptions | undefined;
  /** How many milliseconds a check may take with all its attempts; without it 1000. */
  readonly deadline?: number | undefined;
  /** How often a check is sent at most, at least once to each address; without it 3. */
  readonly attempts?: number | undefined;
  /** What carries obligations out. Without it every permit with an obligation is a denial. */
  readonly obligations?: ObligationHandlers | undefined;
  /** Is told when a handler fails; without it Node's process warns. */
  readonly onObligationFailure?: ObligationFailureListener | undefined;
  /**
   * Lets a permit without obligations be used again for the same facts for so many milliseconds, or
   * until an answer carries another `policy_version` or `team_version`. For that long someone may
   * still be permitted what is denied already. Without it nothing is kept.
   */
  readonly cachePermits?: number | undefined;
}

const MAX_PERMITS = 10_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The sender that the options describe. */
export function senderOf<Q, A>(
  options: ClientOptions,
  transport: (address: string) => Transport<Q, A>,
): RetryingSender<Q, A> {
  const { addresses } = options;
  const all = typeof addresses === 'string' ? [addresses] : addresses;
  if (!Array.isArray(all) || all.length === 0) {
    throw new TypeError('`addresses` is empty: give at least one');
  }
  const attempts = options.attempts ?? 3;
  if (!Number.isInteger(attempts) || attempts < 1) {
    throw new TypeError('`attempts` must be a whole number, at least 1');
  }
  const deadline = milliseconds('deadline', options.deadline ?? 1000);
  return new RetryingSender(
    all.map((address: string) => new Address(transport(address))),
    credentialOf(options),
    deadline,
    attempts,
  );
}

/** A decider that keeps permits and carries obligations out as the options say. */
export function enforcing(asked: Decider, options: ClientOptions): Decider {
  const { cachePermits } = options;
  const cached =
    cachePermits === undefined
      ? asked
      : new CachingDecider(
          asked,
          new PermitCache(milliseconds('cachePermits', cachePermits), MAX_PERMITS, () =>
            performance.now(),
          ),
        );
  return new ObligingDecider(
    cached,
    options.obligations ?? {},
    options.onObligationFailure ??
      ((error, { name }) => {
        process.emitWarning(`the obligation \`${name}\` failed: ${String(error)}`, 'Portreeve');
      }),
  );
}

function credentialOf(options: ClientOptions): () => Promise<Credential | undefined> {
  const { apiKey, bearer } = options;
  if (apiKey !== undefined && bearer !== undefined) {
    throw new TypeError('give `apiKey` or `bearer`, not both');
  }
  if (bearer !== undefined) {
    return async () => {
      const token: unknown = await bearer();
      return { header: 'authorization', value: `Bearer ${printable('bearer', token)}` };
    };
  }
  const shown =
    apiKey === undefined
      ? undefined
      : { header: 'x-portreeve-key', value: printable('apiKey', apiKey) };
  return () => Promise.resolve(shown);
}

/** Checked here, since a library would print the secret that it cannot send. */
function printable(option: string, secret: unknown): string {
  if (typeof secret !== 'string' || !/^[\x21-\x7e]+$/.test(secret)) {
    throw new TypeError(`\`${option}\` must be printable ASCII without blanks`);
  }
  return secret;
}

function milliseconds(option: string, time: number): number {
  if (!(time > 0 && time <= LONGEST_TIMER_MS)) {
    throw new TypeError(`\`${option}\` must be milliseconds, more than 0`);
  }
  return time;
}

/** An address that was parsed: a unix socket's path, or the base of URLs without a slash at its end. */
export type ParsedAddress =
  | { readonly socketPath: string }
  | { readonly base: URL };

export function parsed(address: string): ParsedAddress {
  if (address.startsWith('unix:/')) {
    return { socketPath: address.slice('unix:'.length) };
  }
  const base = urlOf(address);
  const plain =
    base !== undefined &&
    /^https?:$/.test(base.protocol) &&
    base.username + base.password + base.search + base.hash === '';
  if (!plain) {
    throw new TypeError(
      `\`${address}\` is no address: write http://HOST:PORT, https://HOST:PORT or unix:/path`,
    );
  }
  return { base };
}

function urlOf(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}
