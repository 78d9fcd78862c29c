/** Longer answers are none of an authorization API's. */
export const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/**
 * The text that a body holds; one that is too long is given up, which ends its connection.
 *
 * @throws Error when it is longer than that, or its end does not come
 */
export async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > MAX_ANSWER_BYTES) {
      throw new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
