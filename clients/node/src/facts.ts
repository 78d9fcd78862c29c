/** What a fact may be; a `Date` is sent as its ISO text, a member that is `undefined` not at all. */
export type Fact =
  | string
  | number
  | boolean
  | null
  | Date
  | readonly Fact[]
  | { readonly [name: string]: Fact | undefined };

/** Facts by name. */
export type Facts = { readonly [name: string]: Fact | undefined };

/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** An object of JSON. */
export type JsonObject = { readonly [name: string]: Json };

/** The server takes no deeper request. */
const MAX_DEPTH = 32;

/** A check that cannot be sent as it is; `field` is the path of the member at fault. */
export class InvalidCheck extends Error {
  override readonly name = 'InvalidCheck';

  constructor(
    readonly field: string,
    problem: string,
  ) {
    super(problem);
  }
}

/*
 * JSON.stringify turns NaN into null, a Map into {} and drops functions; protobuf drops what is no
 * Struct. Each would be another check than the one that was asked, so it is refused here. Members
 * are sorted, so that the same facts given in another order make the same text.
 */
export function normalized(facts: Facts, path: string): JsonObject {
  return objectOf(facts, path, 1);
}

function valueOf(value: unknown, path: string, depth: number): Json {
  if (depth > MAX_DEPTH) {
    throw new InvalidCheck(path, `facts are nested deeper than ${MAX_DEPTH}`);
  }
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) {
        throw new InvalidCheck(path, `the fact is ${value}, not a number`);
      }
      return value;
    case 'object':
      if (value === null) {
        return null;
      }
      if (Array.isArray(value)) {
        return value.map((item, index) => valueOf(item, `${path}[${index}]`, depth + 1));
      }
      if (value instanceof Date) {
        return time(value, path);
      }
      return objectOf(value, path, depth);
    default:
      throw unusable(`a ${typeof value}`, path);
  }
}

function objectOf(value: object, path: string, depth: number): JsonObject {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value) || (prototype !== null && Object.getPrototypeOf(prototype) !== null)) {
    throw unusable(`a ${value.constructor?.name ?? 'object'}`, path);
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]): [string, Json] => {
      if (name === '__proto__') {
        throw new InvalidCheck(path, '`__proto__` is no name of a fact');
      }
      return [name, valueOf(member, `${path}.${name}`, depth + 1)];
    });
  return Object.fromEntries(members);
}

function time(value: Date, path: string): string {
  if (Number.isNaN(value.getTime())) {
    throw new InvalidCheck(path, 'the date is invalid');
  }
  return value.toISOString();
}

function unusable(what: string, path: string): InvalidCheck {
  return new InvalidCheck(
    path,
    `the fact is ${what}; give a string, number, boolean, null, Date, array or plain object`,
  );
}
