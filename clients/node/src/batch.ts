import { repeatable, requestOf, type Check, type CheckRequest, type Question } from './check.js';
import type { Decision } from './decision.js';

/** When a batch stops: at the end, or after the first item that is not permitted, or that is. */
export type BatchSemantic = 'execute_all' | 'deny_on_first_deny' | 'permit_on_first_permit';

/**
 * Several checks that are answered together, under one policy set.
 *
 * The subject, action and resource of the batch are those of every item that says none of its own;
 * an item's `context` is added to that of the batch.
 */
export interface Batch extends Partial<Check> {
  /** At least one. */
  readonly items: readonly Partial<Check>[];
  /** Without it `execute_all`. */
  readonly semantic?: BatchSemantic | undefined;
}

/**
 * The items of a batch, each with what the batch says for all.
 *
 * @throws InvalidCheck when one of them cannot be sent
 */
export function questionsOf(batch: Batch): readonly Question[] {
  return batch.items.map((item, index) => {
    const check = {
      subject: item.subject ?? batch.subject,
      action: item.action ?? batch.action,
      resource: item.resource ?? batch.resource,
      context: { ...batch.context, ...item.context },
      dryRun: item.dryRun ?? batch.dryRun,
    } as Check;
    return { check, request: requestOf(check, `items[${index}].`) };
  });
}

/** Whether nothing after this decision is wanted. */
export function endsWith(semantic: BatchSemantic, decision: Decision): boolean {
  switch (semantic) {
    case 'deny_on_first_deny':
      return !decision.permitted;
    case 'permit_on_first_permit':
      return decision.permitted;
    case 'execute_all':
      return false;
  }
}

/** A batch as it is sent; what all items share stands once. */
export interface BatchRequest extends Partial<CheckRequest> {
  readonly evaluations: readonly Partial<CheckRequest>[];
  readonly options?: { readonly evaluations_semantic: BatchSemantic };
}

/** Whether asking it again changes nothing at the decision point. */
export function repeatableBatch(batch: BatchRequest): boolean {
  return repeatable(batch) && batch.evaluations.every(repeatable);
}

const SHARED = ['subject', 'action', 'context'] as const;

/** The request that several checks are sent as; there is at least one. */
export function batchRequestOf(
  requests: readonly CheckRequest[],
  semantic: BatchSemantic,
): BatchRequest {
  const first = requests[0];
  const shared: Partial<Record<keyof CheckRequest, unknown>> = {};
  for (const part of SHARED) {
    const text = JSON.stringify(first?.[part]);
    if (text !== undefined && requests.every((each) => JSON.stringify(each[part]) === text)) {
      shared[part] = first?.[part];
    }
  }
  return {
    ...(shared as Partial<CheckRequest>),
    evaluations: requests.map((request) => without(request, shared)),
    ...(semantic === 'execute_all' ? {} : { options: { evaluations_semantic: semantic } }),
  };
}

function without(request: CheckRequest, shared: object): Partial<CheckRequest> {
  const own = Object.entries(request).filter(([part]) => !(part in shared));
  return Object.fromEntries(own);
}
