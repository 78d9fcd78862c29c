import { repeatable, type CheckRequest } from '../check.js';
import type { Decision } from '../decision.js';
import { member } from '../wire/json.js';

interface Permit {
  readonly decision: Decision;
  readonly team: string;
  readonly until: number;
}

/** A question under way: how often a version had moved when it was asked, and when that was. */
export interface Asking {
  readonly moves: number;
  readonly began: number;
}

/**
 * Permits by the facts they were given for.
 *
 * Versions are hashes and have no order, so an answer that was under way while the version moved
 * cannot be told from one of a newer version still. What was asked before the last move therefore
 * neither moves the version nor is kept.
 *
 * Which team a check is about, only the policy set knows; the shipped set and most others name it in
 * resource.properties.team. Checks that name none there form one group, whose permits go when any of
 * its answers carries another team version: too many go, never too few.
 */
export class PermitCache {
  readonly #permits = new Map<string, Permit>();
  readonly #teamVersions = new Map<string, string>();
  #policyVersion = '';
  #moves = 0;

  /**
   * @param lifetime for how many milliseconds a permit may be used again
   * @param maxPermits how many are kept; beyond that the one that was used longest ago goes
   * @param now a clock in milliseconds that never goes back
   */
  constructor(
    readonly lifetime: number,
    readonly maxPermits: number,
    readonly now: () => number,
  ) {}

  find(request: CheckRequest): Decision | undefined {
    const key = keyOf(request);
    const permit = this.#permits.get(key);
    if (permit === undefined) {
      return undefined;
    }
    this.#permits.delete(key);
    if (permit.until <= this.now()) {
      return undefined;
    }
    this.#permits.set(key, permit);
    return permit.decision;
  }

  ask(): Asking {
    return { moves: this.#moves, began: this.now() };
  }

  answered(asking: Asking, request: CheckRequest, decision: Decision): void {
    if (decision.policyVersion === '' || asking.moves !== this.#moves) {
      return;
    }
    const team = teamOf(request);
    const policyMoved = this.#policyMoved(decision);
    const teamMoved = this.#teamMoved(team, decision);
    if (policyMoved || teamMoved) {
      this.#moves++;
    }
    if (repeatable(request) && decision.permitted && decision.obligations.length === 0) {
      const key = keyOf(request);
      this.#permits.delete(key);
      this.#permits.set(key, { decision, team, until: asking.began + this.lifetime });
      for (const oldest of this.#permits.keys()) {
        if (this.#permits.size <= this.maxPermits) {
          break;
        }
        this.#permits.delete(oldest);
      }
    }
  }

  #policyMoved(decision: Decision): boolean {
    if (decision.policyVersion === this.#policyVersion) {
      return false;
    }
    this.#permits.clear();
    this.#teamVersions.clear();
    this.#policyVersion = decision.policyVersion;
    return true;
  }

  #teamMoved(team: string, decision: Decision): boolean {
    if (decision.teamVersion === '') {
      return false;
    }
    if (this.#teamVersions.size > this.maxPermits) {
      this.#permits.clear();
      this.#teamVersions.clear();
    }
    const before = this.#teamVersions.get(team);
    this.#teamVersions.set(team, decision.teamVersion);
    if (before === undefined || before === decision.teamVersion) {
      return false;
    }
    for (const [key, permit] of this.#permits) {
      if (permit.team === team) {
        this.#permits.delete(key);
      }
    }
    return true;
  }

  clear(): void {
    this.#permits.clear();
    this.#moves++;
  }
}

/** Facts are sorted and empty parts left out, so that the same check has the same text. */
function keyOf(request: CheckRequest): string {
  return JSON.stringify(request);
}

function teamOf(request: CheckRequest): string {
  const team = member(request.resource.properties ?? {}, 'team');
  return typeof team === 'string' ? team : '';
}
