import type { Json, JsonObject } from '../facts.js';

/** An answer that is none of AuthZEN's. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';
}

/**
 * Reads a text that is one object.
 *
 * @throws UnreadableAnswer when it is anything else, or names a member twice
 */
export function objectIn(text: string): JsonObject {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw new UnreadableAnswer('not JSON');
  }
  refuseDoubles(text);
  return object(value, 'the answer');
}

export function object(value: Json | undefined, what: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnreadableAnswer(`${what} is not an object`);
  }
  return value as JsonObject;
}

/**
 * A member of an object that is its own; undefined when it is null or left out.
 *
 * What some library put into `Object.prototype` is no part of an answer.
 */
export function member(of: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(of, name) ? (of[name] ?? undefined) : undefined;
}

/*
 * JSON.parse takes the last of two members with one name, another reader the first: then who checks
 * an answer on the way may see another decision. The text is JSON already, so that only strings and
 * brackets need to be told apart.
 */
function refuseDoubles(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  const token = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g;
  for (const [found, colon] of text.matchAll(token)) {
    if (found === '{') {
      open.push(new Set());
    } else if (found === '[') {
      open.push(undefined);
    } else if (found === '}' || found === ']') {
      open.pop();
    } else if (colon !== undefined) {
      const name = JSON.parse(found.slice(0, found.length - colon.length)) as string;
      const names = open.at(-1);
      if (names?.has(name)) {
        throw new UnreadableAnswer('a member stands twice');
      }
      names?.add(name);
    }
  }
}
