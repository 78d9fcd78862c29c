import { InvalidCheck, normalized, type Facts, type JsonObject } from './facts.js';

/** Who asks. */
export interface Subject {
  readonly type: string;
  readonly id: string;
  readonly properties?: Facts | undefined;
}

/** What is to be done. */
export interface Action {
  readonly name: string;
  readonly properties?: Facts | undefined;
}

/** What it is to be done to. */
export interface Resource {
  readonly type: string;
  readonly id: string;
  readonly properties?: Facts | undefined;
}

/** One question: may this subject do this action on this resource? */
export interface Check {
  readonly subject: Subject;
  /** A string is the name of an action of which nothing else is said. */
  readonly action: Action | string;
  readonly resource: Resource;
  /** The facts of the moment, such as `available_seats`. */
  readonly context?: Facts | undefined;
  /** Asks only to know, to grey out a button: obligations come as advice, nothing is carried out. */
  readonly dryRun?: boolean | undefined;
}

/** A check as it is sent. */
export interface CheckRequest {
  readonly subject: { readonly type: string; readonly id: string; readonly properties?: JsonObject };
  readonly action: { readonly name: string; readonly properties?: JsonObject };
  readonly resource: { readonly type: string; readonly id: string; readonly properties?: JsonObject };
  readonly context?: JsonObject;
}

/** A check with the request that it is sent as. */
export interface Question {
  readonly check: Check;
  readonly request: CheckRequest;
}

/**
 * The request that a check is sent as.
 *
 * @param at stands before the paths of members
 * @throws InvalidCheck when something required is not there, or a fact has no JSON
 */
export function requestOf(check: Check, at = ''): CheckRequest {
  const action = typeof check.action === 'string' ? { name: check.action } : check.action;
  const context = check.dryRun === true ? { ...check.context, dry_run: true } : check.context;
  return {
    subject: party(check.subject, `${at}subject`),
    action: { name: required(action?.name, `${at}action.name`), ...properties(action, `${at}action`) },
    resource: party(check.resource, `${at}resource`),
    ...some('context', context, `${at}context`),
  };
}

/**
 * Whether asking it again changes nothing at the decision point. A check that presents an approval may
 * use it up, and one that has its obligations fulfilled there would have them fulfilled twice: it is
 * sent once, and its permit is never kept.
 */
export function repeatable({ context }: Partial<CheckRequest>): boolean {
  return context?.['approval'] === undefined && context?.['fulfil'] !== true;
}

function party(given: Subject | Resource, path: string) {
  return {
    type: required(given?.type, `${path}.type`),
    id: required(given?.id, `${path}.id`),
    ...properties(given, path),
  };
}

function properties(given: { readonly properties?: Facts | undefined }, path: string) {
  return some('properties', given.properties, `${path}.properties`);
}

/** A member of that name, none when it would be empty. */
function some<N extends string>(
  name: N,
  facts: Facts | undefined,
  path: string,
): { readonly [member in N]?: JsonObject } {
  const given = facts === undefined ? {} : normalized(facts, path);
  return (Object.keys(given).length === 0 ? {} : { [name]: given }) as { [member in N]: JsonObject };
}

function required(text: unknown, path: string): string {
  if (typeof text !== 'string' || text === '') {
    throw new InvalidCheck(path, 'a non-empty string is required');
  }
  return text;
}
