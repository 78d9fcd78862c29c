export type { Batch, BatchSemantic } from './batch.js';
export type { Action, Check, Resource, Subject } from './check.js';
export {
  Decision,
  NoAnswerError,
  type Advice,
  type Approver,
  type DecisionParts,
  type Failure,
  type FailureKind,
  type Obligation,
  type Outcome,
} from './decision.js';
export type { CallOptions, DecisionPoint } from './decisionPoint.js';
export {
  BY_CALLER,
  type ObligationFailureListener,
  type ObligationHandler,
  type ObligationHandlers,
} from './enforce/obligations.js';
export { InvalidCheck, type Fact, type Facts, type Json, type JsonObject } from './facts.js';
export { HttpDecisionPoint } from './http/httpDecisionPoint.js';
export type { ClientOptions, TlsOptions } from './options.js';
