/** The time is over. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

/** The caller no longer wants to know. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * What comes of some work, if it comes in time; the work is told by its signal that nobody waits.
 *
 * @param ms how many milliseconds it may take
 * @throws DeadlinePassed when it takes longer
 * @throws Interrupted when `outer` is aborted first
 */
export function within<T>(
  ms: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (outer?.aborted === true) {
    return Promise.reject(new Interrupted());
  }
  const inner = new AbortController();
  return new Promise<T>((resolve, reject) => {
    const end = (error: Error): void => {
      release();
      reject(error);
      inner.abort();
    };
    const interrupt = (): void => end(new Interrupted());
    const timer = setTimeout(() => end(new DeadlinePassed()), ms);
    const release = (): void => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', interrupt);
    };
    outer?.addEventListener('abort', interrupt);
    work(inner.signal).then(resolve, reject).finally(release);
  });
}
