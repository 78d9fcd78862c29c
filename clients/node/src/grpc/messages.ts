import type { BatchRequest, BatchSemantic } from '../batch.js';
import type { CheckRequest } from '../check.js';
import type { JsonObject } from '../facts.js';
import { objectOf, structOf, type ReceivedStruct } from './struct.js';

/** portreeve.v1.CheckResponse as it was read. */
export interface CheckResponse {
  readonly decision: boolean;
  readonly outcome: string | number;
  readonly reason: string;
  readonly message: string;
  readonly policy: string;
  readonly policy_version: string;
  readonly team_version: string;
  readonly decision_id: string;
  readonly obligations: readonly {
    readonly id: string;
    readonly type: string;
    readonly properties: ReceivedStruct | null;
  }[];
  readonly advice: readonly { readonly action: string; readonly members: ReceivedStruct | null }[];
  readonly approvers: readonly { role?: string; user?: string; group?: string }[];
  readonly missing: readonly string[];
  readonly details: ReceivedStruct | null;
  readonly unknown_facts: readonly { readonly field: string; readonly did_you_mean: string }[];
  readonly error: { readonly message: string; readonly field: string; readonly code: string } | null;
}

/** portreeve.v1.CheckBatchResponse as it was read. */
export interface CheckBatchResponse {
  readonly evaluations: readonly CheckResponse[];
}

type Part = 'subject' | 'action' | 'resource';

/** portreeve.v1.CheckRequest, whole or as an item of a batch. */
export function checkMessage(request: Partial<CheckRequest>): object {
  const party = (part: Part) => {
    const given = request[part];
    return given === undefined
      ? {}
      : { [part]: { ...given, ...struct('properties', given.properties) } };
  };
  return {
    ...party('subject'),
    ...party('action'),
    ...party('resource'),
    ...struct('context', request.context),
  };
}

/** portreeve.v1.CheckBatchRequest. */
export function batchMessage(batch: BatchRequest): object {
  const semantic = batch.options?.evaluations_semantic;
  return {
    ...checkMessage(batch),
    evaluations: batch.evaluations.map(checkMessage),
    ...(semantic === undefined ? {} : { options: { evaluations_semantic: codeOf(semantic) } }),
  };
}

function struct(name: string, facts: JsonObject | undefined): object {
  return facts === undefined ? {} : { [name]: structOf(facts) };
}

function codeOf(semantic: BatchSemantic): string {
  return `EVALUATIONS_SEMANTIC_${semantic.toUpperCase()}`;
}

/** The same answer in the shape that it has over HTTP, so that one reader reads both. */
export function answerOf(response: CheckResponse): JsonObject {
  const { decision, error, outcome } = response;
  const context: { [name: string]: unknown } = { ...objectOf(response.details) };
  for (const name of TEXTS) {
    if (response[name] !== '') {
      context[name] = response[name];
    }
  }
  if (outcome !== 'OUTCOME_UNSPECIFIED' || error === null) {
    context['outcome'] = String(outcome).replace(/^OUTCOME_/, '').toLowerCase();
  }
  Object.assign(context, {
    obligations: response.obligations.map(({ id, type, properties }) => ({
      id,
      type,
      properties: objectOf(properties),
    })),
    ...some(
      'advice',
      response.advice.map(({ action, members }) => ({ ...objectOf(members), action })),
    ),
    ...some('approvers', response.approvers.map(given)),
    ...some('unknown_facts', response.unknown_facts.map(given)),
    ...some('missing', response.missing),
    ...(error === null ? {} : { error: errorOf(error) }),
  });
  return { decision, context: context as JsonObject };
}

/** An item's error with the status that its code has over HTTP, as far as a client tells them apart. */
function errorOf({ message, field, code }: NonNullable<CheckResponse['error']>): object {
  return { message, field, status: code === 'forbidden' ? 403 : 400 };
}

const TEXTS = [
  'reason',
  'message',
  'policy',
  'policy_version',
  'team_version',
  'decision_id',
] as const;

function some(name: string, items: readonly unknown[]): object {
  return items.length === 0 ? {} : { [name]: items };
}

/** The members that say something: of an approver one, of an unknown fact all but an empty guess. */
function given(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value));
}
