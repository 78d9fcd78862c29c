import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 60_000;

/** Waits until it is so. */
export async function eventually(so: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await so())) {
    if (performance.now() > end) {
      throw new Error(`not so after ${PATIENCE_MS} ms: ${so}`);
    }
    await sleep(20);
  }
}
