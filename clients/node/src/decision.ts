import type { Json, JsonObject } from './facts.js';

/** What a decision says: do it, do not, or ask an approver first. */
export type Outcome = 'permit' | 'deny' | 'needs_approval';

/** Something that must be carried out with the decision, as the AuthZEN Obligations profile has it. */
export interface Obligation {
  /** Unique within the decision; may be empty. */
  readonly id: string;
  /** A normative type of the profile such as `notification`, or `custom`. */
  readonly type: string;
  /** What to do; of a custom one `action` names it. */
  readonly properties: JsonObject;
  /** What handlers know it by: the action of a custom one, else the type. */
  readonly name: string;
}

/** Something that may be carried out or shown with the decision. */
export interface Advice {
  readonly action: string;
  /** Everything else about it, by name. */
  readonly members: JsonObject;
}

/** Who may approve what a `needs_approval` decision holds back. */
export interface Approver {
  readonly kind: 'role' | 'user' | 'group' | (string & {});
  /** Of the role, user or group. */
  readonly name: string;
}

/**
 * Kinds of failure. A retry may be answered after `overloaded`, `server_failed`, `unreachable` and
 * `timed_out`.
 *
 * - `invalid_request`: the check is malformed or too large, and always will be
 * - `caller_refused`: the decision point does not answer this caller, or not about that
 * - `overloaded`: the decision point has too much to do
 * - `server_failed`: the decision point itself failed
 * - `unreachable`: no connection, or one that broke
 * - `timed_out`: no whole answer before the deadline
 * - `unreadable_answer`: the answer is none of AuthZEN's, or contradicts itself
 * - `interrupted`: the caller's `signal` was aborted
 * - `client_failed`: the client itself failed, or is closed
 */
export type FailureKind =
  | 'invalid_request'
  | 'caller_refused'
  | 'overloaded'
  | 'server_failed'
  | 'unreachable'
  | 'timed_out'
  | 'unreadable_answer'
  | 'interrupted'
  | 'client_failed';

/** Why nobody decided a check. */
export interface Failure {
  readonly kind: FailureKind;
  /** What went wrong, for the log of the service; not for its users. */
  readonly problem: string;
  /** The path of the member of the request at fault, such as `resource.type`; empty when it is none. */
  readonly field: string;
}

/** What a decision consists of; everything but the outcome may be left out. */
export interface DecisionParts {
  readonly outcome: Outcome;
  readonly reason?: string;
  readonly message?: string;
  readonly policy?: string;
  readonly policyVersion?: string;
  readonly teamVersion?: string;
  readonly obligations?: readonly Obligation[];
  readonly advice?: readonly Advice[];
  readonly approvers?: readonly Approver[];
  readonly missing?: readonly string[];
  readonly details?: JsonObject;
  readonly failure?: Failure | undefined;
}

/** The answer to one check. Immutable. A decision that came of a failure is never a permit. */
export class Decision {
  /** Whether the subject may go ahead now. */
  readonly permitted: boolean;
  readonly outcome: Outcome;
  /** The reason's code, such as `export_blocked_by_org`; empty when there is none. */
  readonly reason: string;
  /** The reason in words for a person; may be empty. */
  readonly message: string;
  /** The policy that decided; empty when none was reached or the decision point does not say. */
  readonly policy: string;
  /** The version of the policy set that decided; empty when the decision point does not say. */
  readonly policyVersion: string;
  /** The version of the team that was read; empty when the decision point does not say. */
  readonly teamVersion: string;
  /** What must be carried out; the handlers of the client have done so already. */
  readonly obligations: readonly Obligation[];
  /** What may be carried out or shown. */
  readonly advice: readonly Advice[];
  /** Who may approve; only with the outcome `needs_approval`. */
  readonly approvers: readonly Approver[];
  /** Paths of the facts that were needed and not given, such as `context.available_seats`. */
  readonly missing: readonly string[];
  /** Whatever else the answer's context holds, by name. */
  readonly details: JsonObject;
  /** Why nobody decided; undefined when somebody did. */
  readonly failure: Failure | undefined;

  constructor(parts: DecisionParts) {
    this.failure = parts.failure && Object.freeze({ ...parts.failure });
    this.outcome = parts.failure === undefined ? parts.outcome : 'deny';
    this.permitted = this.outcome === 'permit';
    this.reason = parts.reason ?? '';
    this.message = parts.message ?? '';
    this.policy = parts.policy ?? '';
    this.policyVersion = parts.policyVersion ?? '';
    this.teamVersion = parts.teamVersion ?? '';
    this.obligations = frozen(parts.obligations ?? []);
    this.advice = frozen(parts.advice ?? []);
    this.approvers = frozen(parts.approvers ?? []);
    this.missing = frozen(parts.missing ?? []);
    this.details = frozen(parts.details ?? {});
    Object.freeze(this);
  }

  /** The denial that a failure leads to. */
  static failed(kind: FailureKind, problem: string, field = ''): Decision {
    return new Decision({ outcome: 'deny', reason: kind, failure: { kind, problem, field } });
  }

  /** The denial of an item that a batch did not come to. */
  static notEvaluated(): Decision {
    return new Decision({ outcome: 'deny', reason: 'not_evaluated' });
  }

  /** The denial that this becomes because an obligation was not carried out. */
  unfulfilled(problem: string): Decision {
    return new Decision({
      ...this,
      outcome: 'deny',
      reason: 'obligation_unfulfilled',
      message: problem,
    });
  }

  toString(): string {
    const failure = this.failure;
    if (failure === undefined) {
      return this.reason === '' ? this.outcome : `${this.outcome} (${this.reason})`;
    }
    return `${this.outcome} (${failure.kind}: ${failure.field && `${failure.field}: `}${failure.problem})`;
  }
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach((member: Json) => frozen(member));
  }
  return value;
}

/** Nobody decided a check. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`${failure.kind}: ${failure.field && `${failure.field}: `}${failure.problem}`);
    this.failure = failure;
  }

  /** The decision, if somebody made it. */
  static unlessDecided(decision: Decision): Decision {
    if (decision.failure !== undefined) {
      throw new NoAnswerError(decision.failure);
    }
    return decision;
  }
}
