import type { Transport } from './transport.js';

const FIRST_REST_MS = 200;
const LONGEST_REST_MS = 10_000;

/**
 * One address of a decision point, and whether it is worth asking now.
 *
 * After a failure an address rests, longer with each failure in a row. The first check after that
 * tries it and puts the end of the rest off at once, so that not all checks of that moment wait for a
 * server that still hangs.
 */
export class Address<Q, A> {
  #failures = 0;
  #restsUntil = 0;

  constructor(readonly transport: Transport<Q, A>) {}

  /** Takes it for a request, if it does not rest. */
  take(): boolean {
    if (this.#failures === 0) {
      return true;
    }
    const now = performance.now();
    if (this.#restsUntil > now) {
      return false;
    }
    this.#restsUntil = now + this.#rest();
    return true;
  }

  get restsUntil(): number {
    return this.#failures === 0 ? 0 : this.#restsUntil;
  }

  answered(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures = Math.min(this.#failures + 1, 16);
    this.#restsUntil = performance.now() + this.#rest();
  }

  #rest(): number {
    const longest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (this.#failures - 1));
    return (longest * (1 + Math.random())) / 2;
  }
}

/**
 * The address to ask next: the first that neither rests nor was tried in this round; when there is
 * none, whichever rests for the shortest time.
 *
 * @param tried in this round; forgotten when the round is over
 */
export function nextOf<Q, A>(
  all: readonly Address<Q, A>[],
  tried: Set<Address<Q, A>>,
): Address<Q, A> {
  if (tried.size === all.length) {
    tried.clear();
  }
  const untried = all.filter((address) => !tried.has(address));
  const next =
    untried.find((address) => address.take()) ??
    untried.reduce((one, other) => (other.restsUntil < one.restsUntil ? other : one));
  tried.add(next);
  return next;
}
