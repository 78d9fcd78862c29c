import { Decision, type Advice, type Approver, type Obligation, type Outcome } from '../decision.js';
import type { Json, JsonObject } from '../facts.js';
import { member, object, UnreadableAnswer } from './json.js';

const OUTCOMES: readonly string[] = ['permit', 'deny', 'needs_approval'];

/*
 * What a permit depends on (decision, outcome, error, obligations) is read strictly. What only
 * informs is taken where it has the form that Portreeve gives it and is left among the details
 * otherwise, since other decision points put other things under these names.
 */

/**
 * Reads one decision.
 *
 * @throws UnreadableAnswer when it is none, or contradicts itself
 */
export function decisionIn(answer: JsonObject): Decision {
  const permitted = member(answer, 'decision');
  if (typeof permitted !== 'boolean') {
    throw new UnreadableAnswer('`decision` is not a boolean');
  }
  const given = member(answer, 'context');
  const context = given === undefined ? {} : object(given, '`context`');
  const error = member(context, 'error');
  if (error !== undefined) {
    if (permitted) {
      throw new UnreadableAnswer('a permit with `error`');
    }
    return failed(error);
  }
  const left = new Map(Object.entries(context).filter(([, value]) => value !== null));
  const take = <T>(name: string, read: (value: Json | undefined) => T | undefined, without: T): T => {
    const value = read(left.get(name));
    if (value === undefined) {
      return without;
    }
    left.delete(name);
    return value;
  };
  const outcome = outcomeIn(left.get('outcome'), permitted);
  left.delete('outcome');
  return new Decision({
    outcome,
    obligations: take('obligations', obligations, []),
    reason: take('reason', text, ''),
    message: take('message', text, ''),
    policy: take('policy', text, ''),
    policyVersion: take('policy_version', text, ''),
    teamVersion: take('team_version', text, ''),
    advice: take('advice', advice, []),
    approvers: take('approvers', approvers, []),
    missing: take('missing', texts, []),
    details: Object.fromEntries(left),
  });
}

function outcomeIn(code: Json | undefined, permitted: boolean): Outcome {
  if (code === undefined) {
    return permitted ? 'permit' : 'deny';
  }
  if (permitted) {
    if (code !== 'permit') {
      throw new UnreadableAnswer('a permit whose `outcome` is none');
    }
    return 'permit';
  }
  const known = typeof code === 'string' && OUTCOMES.includes(code) && code !== 'permit';
  return known ? (code as Outcome) : 'deny';
}

function failed(error: Json): Decision {
  const members = typeof error === 'object' && !Array.isArray(error) ? (error as JsonObject) : {};
  const status = member(members, 'status');
  const server = typeof status === 'number' && status >= 500;
  const kind = server ? 'server_failed' : status === 403 ? 'caller_refused' : 'invalid_request';
  const message = text(member(members, 'message')) ?? text(error) ?? '';
  return Decision.failed(kind, message, text(member(members, 'field')) ?? '');
}

function obligations(given: Json | undefined): readonly Obligation[] | undefined {
  if (given === undefined) {
    return undefined;
  }
  if (!Array.isArray(given)) {
    throw new UnreadableAnswer('`obligations` is not an array');
  }
  return given.map((one) => obligation(object(one, 'an obligation')));
}

function obligation(members: JsonObject): Obligation {
  const given = member(members, 'properties');
  const properties = given === undefined ? {} : object(given, "an obligation's `properties`");
  const type = text(member(members, 'type')) ?? '';
  const action = type === 'custom' ? text(member(properties, 'action')) : undefined;
  return { id: text(member(members, 'id')) ?? '', type, properties, name: action ?? type };
}

function advice(given: Json | undefined): readonly Advice[] | undefined {
  return all(given, (one) => {
    const { action, ...members } = one;
    return typeof action === 'string' ? { action, members } : undefined;
  });
}

function approvers(given: Json | undefined): readonly Approver[] | undefined {
  return all(given, (one) => {
    const [[kind, name] = [], more] = Object.entries(one);
    return kind !== undefined && typeof name === 'string' && more === undefined
      ? { kind, name }
      : undefined;
  });
}

/** The objects of an array, or undefined when one of them is none that can be read. */
function all<T>(
  given: Json | undefined,
  read: (one: JsonObject) => T | undefined,
): readonly T[] | undefined {
  if (!Array.isArray(given)) {
    return undefined;
  }
  const items = given.map((one: Json) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? read(one as JsonObject)
      : undefined,
  );
  return items.includes(undefined) ? undefined : (items as readonly T[]);
}

function texts(given: Json | undefined): readonly string[] | undefined {
  return Array.isArray(given) && given.every((one) => typeof one === 'string')
    ? (given as string[])
    : undefined;
}

function text(given: Json | undefined): string | undefined {
  return typeof given === 'string' ? given : undefined;
}
