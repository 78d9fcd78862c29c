import type { Failure, FailureKind } from '../decision.js';
import type { JsonObject } from '../facts.js';
import type { Reply } from '../send/transport.js';
import { member, objectIn } from '../wire/json.js';

/** A whole HTTP response. */
export interface HttpReply {
  readonly status: number;
  readonly retryAfter: string | null | undefined;
  readonly body: string;
}

/** The body of a response with the status 200; what any other status means. */
export function replyOf({ status, retryAfter, body }: HttpReply): Reply<string> {
  if (status === 200) {
    return { answer: body };
  }
  return {
    failure: failureOf(status, body),
    retriable: status === 408 || status === 429 || status >= 500,
    undecided: status === 408 || status === 429,
    retryAfter: /^[0-9]{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : 0,
  };
}

function failureOf(status: number, body: string): Failure {
  const said = errorIn(body);
  const error = member(said, 'error');
  const field = member(said, 'field');
  return {
    kind: kindOf(status),
    problem: `HTTP ${status}${typeof error === 'string' ? `: ${error}` : ''}`,
    field: typeof field === 'string' ? field : '',
  };
}

function errorIn(body: string): JsonObject {
  try {
    return objectIn(body);
  } catch {
    return {};
  }
}

function kindOf(status: number): FailureKind {
  switch (status) {
    case 401:
    case 403:
    case 407:
      return 'caller_refused';
    case 408:
      return 'timed_out';
    case 429:
    case 503:
      return 'overloaded';
    default:
      return status >= 500 ? 'server_failed' : status >= 400 ? 'invalid_request' : 'unreadable_answer';
  }
}
