import type { ServerResponse } from 'node:http';
import type { Check } from './check.js';
import type { Decision } from './decision.js';
import type { DecisionPoint } from './decisionPoint.js';

/** What a guard may be told. */
export interface GuardOptions<R> {
  /** Is told of every request that does not pass, such as to log it with `decision.failure`. */
  readonly onDenied?: ((decision: Decision, request: R) => void) | undefined;
}

/** Why a request did not pass, as problem details (RFC 9457). */
export interface Problem {
  readonly status: 403 | 503;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const decisions = new WeakMap<object, Decision>();

/** The decision that let a request pass a guard; undefined when it passed none. */
export function decisionOf(request: object): Decision | undefined {
  return decisions.get(request);
}

/**
 * Why a request does not pass, undefined when it does.
 *
 * @param describe says what is asked about it; what it throws is thrown on
 * @param response whose end before the decision gives the check up
 */
export async function refusalOf<R extends object>(
  pdp: DecisionPoint,
  request: R,
  describe: (request: R) => Check | Promise<Check>,
  response: ServerResponse,
  options: GuardOptions<R>,
): Promise<Problem | undefined> {
  const gone = new AbortController();
  const give = (): void => gone.abort();
  response.once('close', give);
  try {
    const decision = await pdp.check(await describe(request), { signal: gone.signal });
    if (decision.permitted) {
      decisions.set(request, decision);
      return undefined;
    }
    options.onDenied?.(decision, request);
    return problemOf(decision);
  } finally {
    response.off('close', give);
  }
}

/** What went wrong is for the log; the caller is told that nobody decided. */
function problemOf(decision: Decision): Problem {
  if (decision.failure !== undefined) {
    return problem(503, { 'retry-after': '1' }, { title: 'Service Unavailable' });
  }
  const { outcome, reason, message, approvers } = decision;
  const own = reason === 'obligation_unfulfilled';
  return problem(403, {}, {
    title: 'Forbidden',
    detail: own || message === '' ? undefined : message,
    outcome,
    reason: reason === '' ? undefined : reason,
    approvers: approvers.length === 0 ? undefined : approvers.map(({ kind, name }) => ({ [kind]: name })),
  });
}

function problem(status: 403 | 503, headers: Record<string, string>, members: object): Problem {
  return {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
    body: JSON.stringify({ type: 'about:blank', status, ...members }),
  };
}

/** An error of what somebody threw, since frameworks take `undefined` or a word for "go on". */
export function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(`not an error was thrown: ${String(thrown)}`);
}
