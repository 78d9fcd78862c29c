import type { Json, JsonObject } from '../facts.js';

/*
 * protobufjs makes an empty Struct of a plain object and says nothing, so that the facts would be
 * gone; what it wants is every value in a message of its own.
 */

/** google.protobuf.Value: one member, by the kind of value. */
export type Value =
  | { nullValue: 'NULL_VALUE' }
  | { numberValue: number }
  | { stringValue: string }
  | { boolValue: boolean }
  | { structValue: Struct }
  | { listValue: { values: readonly Value[] } };

/** google.protobuf.Struct. */
export interface Struct {
  readonly fields: { readonly [name: string]: Value };
}

/** A Value as it was read, which may also be none of the kinds known here. */
export type ReceivedValue = Partial<{
  nullValue: unknown;
  numberValue: number;
  stringValue: string;
  boolValue: boolean;
  structValue: ReceivedStruct | null;
  listValue: { values: readonly ReceivedValue[] } | null;
}>;

/** A Struct as it was read. */
export interface ReceivedStruct {
  readonly fields: { readonly [name: string]: ReceivedValue };
}

/** The Struct of an object. */
export function structOf(object: JsonObject): Struct {
  const fields = Object.entries(object).map(([name, value]): [string, Value] => [
    name,
    valueOf(value),
  ]);
  return { fields: Object.fromEntries(fields) };
}

function valueOf(value: Json): Value {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'number':
      return { numberValue: value };
    case 'boolean':
      return { boolValue: value };
    default:
      return value === null
        ? { nullValue: 'NULL_VALUE' }
        : Array.isArray(value)
          ? { listValue: { values: value.map(valueOf) } }
          : { structValue: structOf(value as JsonObject) };
  }
}

/** The object of a Struct; an empty one when there is none. */
export function objectOf(struct: ReceivedStruct | null | undefined): JsonObject {
  const members = Object.entries(struct?.fields ?? {}).map(([name, value]): [string, Json] => [
    name,
    jsonOf(value),
  ]);
  return Object.fromEntries(members);
}

function jsonOf(value: ReceivedValue): Json {
  return (
    value.stringValue ??
    value.numberValue ??
    value.boolValue ??
    value.listValue?.values.map(jsonOf) ??
    (value.structValue ? objectOf(value.structValue) : null)
  );
}
