import { endsWith, type BatchSemantic } from '../batch.js';
import { Decision } from '../decision.js';
import type { Json, JsonObject } from '../facts.js';
import { decisionIn } from './decisionReader.js';
import { member, object, UnreadableAnswer } from './json.js';

/** The decision that an answer holds; one that cannot be read is a denial. */
export function decisionOf(answer: () => JsonObject): Decision {
  try {
    return decisionIn(answer());
  } catch (e) {
    return unreadable(e);
  }
}

/** The answers to a batch: one for each of `wanted` items, and those that it did not come to. */
export function decisionsOf(
  answer: () => JsonObject,
  wanted: number,
  semantic: BatchSemantic,
): readonly Decision[] {
  try {
    const answers = member(answer(), 'evaluations');
    if (!Array.isArray(answers)) {
      throw new UnreadableAnswer('no `evaluations`');
    }
    return aligned(answers, wanted, semantic);
  } catch (e) {
    const denial = unreadable(e);
    return Array.from({ length: wanted }, () => denial);
  }
}

/* Fewer answers than items are aligned with them only if the last is one that ends the batch. */
function aligned(answers: readonly Json[], wanted: number, semantic: BatchSemantic): Decision[] {
  const decisions = answers.map((one) => decisionOf(() => object(one, 'an answer')));
  const last = decisions.at(-1);
  const ended = last !== undefined && endsWith(semantic, last);
  if (decisions.length > wanted || (decisions.length < wanted && !ended)) {
    throw new UnreadableAnswer(`${decisions.length} answers to ${wanted} items`);
  }
  while (decisions.length < wanted) {
    decisions.push(Decision.notEvaluated());
  }
  return decisions;
}

function unreadable(e: unknown): Decision {
  if (e instanceof UnreadableAnswer) {
    return Decision.failed('unreadable_answer', `the answer cannot be read: ${e.message}`);
  }
  throw e;
}
