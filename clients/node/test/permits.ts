import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { BY_CALLER, HttpDecisionPoint, type DecisionPoint } from '@portreeve/client';
import { PATIENCE_MS } from './testing/clients.js';
import { CLERK, DESK, PERMITTED } from './testing/desk.js';
import { eventually } from './testing/eventually.js';
import { response, ScriptedServer } from './testing/scriptedServer.js';

const OTHER_TEAM = { ...PERMITTED, resource: { ...DESK, properties: { team: 'umbrella' } } };
const OTHER_ACTION = { ...PERMITTED, action: 'desk.other' };
const HOUR_MS = 3_600_000;

describe('permits that are kept', () => {
  let server: ScriptedServer;
  let pdp: DecisionPoint;
  let answer: { decision: boolean; context?: object };

  before(async () => {
    server = await ScriptedServer.start((socket) =>
      socket.write(response(200, JSON.stringify(answer))),
    );
  });
  beforeEach(() => {
    pdp?.close();
    pdp = client(HOUR_MS);
    answer = permit('p1', 't1');
    server.requests = 0;
  });
  after(() => {
    pdp.close();
    server.close();
  });

  function client(cachePermits: number): DecisionPoint {
    return new HttpDecisionPoint({
      addresses: server.address,
      deadline: PATIENCE_MS,
      cachePermits,
      obligations: { log: BY_CALLER },
    });
  }

  function permit(policy: string, team: string, more = {}) {
    return { decision: true, context: { policy_version: policy, team_version: team, ...more } };
  }

  /** Whether the server is asked for these checks. */
  async function asks(check = PERMITTED): Promise<boolean> {
    const before = server.requests;
    assert.equal((await pdp.check(check)).permitted, answer.decision);
    return server.requests > before;
  }

  it('do not answer what may be decided once', async () => {
    for (const context of [{ approval: { id: 'apr_1' } }, { fulfil: true }]) {
      assert.equal(await asks({ ...PERMITTED, context } as never), true);
      assert.equal(await asks({ ...PERMITTED, context } as never), true);
    }
    assert.equal(await asks({ ...PERMITTED, context: { fulfil: false } } as never), true);
    assert.equal(await asks({ ...PERMITTED, context: { fulfil: false } } as never), false);
  });

  it('answer the same facts in any order', async () => {
    const facts = (properties: object) => ({ ...PERMITTED, subject: { ...CLERK, properties } });
    assert.equal(await asks(facts({ role: 'clerk', a: 1 }) as never), true);
    assert.equal(await asks(facts({ role: 'clerk', a: 1 }) as never), false);
    assert.equal(await asks(facts({ a: 1, role: 'clerk' }) as never), false);
    assert.equal(await asks(facts({ a: 2, role: 'clerk' }) as never), true);
    assert.equal(await asks({ ...PERMITTED, context: { a: 1 } }), true);
  });

  it('are not of an answer that was under way while a version moved', async () => {
    const late: (() => void)[] = [];
    const slow = await ScriptedServer.start((socket, number) => {
      const tell = () => socket.write(response(200, JSON.stringify(permit(number < 3 ? 'p1' : 'p2', 't1'))));
      return number === 2 ? late.push(tell) : tell();
    });
    const keeping = new HttpDecisionPoint({
      addresses: slow.address,
      deadline: PATIENCE_MS,
      cachePermits: HOUR_MS,
    });
    await keeping.check(OTHER_ACTION);
    const old = keeping.check(PERMITTED);
    await eventually(() => late.length === 1);
    await keeping.check(OTHER_TEAM);
    late.forEach((tell) => tell());
    assert.equal((await old).policyVersion, 'p1');
    const { requests } = slow;
    await keeping.check(OTHER_TEAM);
    assert.equal(slow.requests, requests, 'the old answer moved the version back');
    await keeping.check(PERMITTED);
    assert.equal(slow.requests, requests + 1, 'the old answer was kept');
    keeping.close();
    slow.close();
  });

  it('go when they are old', async () => {
    pdp.close();
    pdp = client(50);
    await asks();
    await eventually(() => asks());
  });

  it('go when any answer carries another policy version', async () => {
    await asks();
    assert.equal(await asks(), false);
    answer = permit('p2', 't1');
    await asks(OTHER_ACTION);
    assert.equal(await asks(), true);
  });

  it('go when an answer about their team carries another team version', async () => {
    await asks();
    await asks(OTHER_TEAM);
    answer = permit('p1', 't2');
    await asks(OTHER_ACTION);
    assert.equal(await asks(), true);
    assert.equal(await asks(OTHER_TEAM), false);
  });

  it('are neither denials nor permits with obligations, nor without a version', async () => {
    for (const other of [
      { decision: false, context: { policy_version: 'p1' } },
      permit('p1', 't1', { obligations: [{ id: '1', type: 'log' }] }),
      { decision: true },
    ]) {
      answer = other;
      assert.equal(await asks(), true);
      assert.equal(await asks(), true);
    }
  });

  it('are not there without being asked for', async () => {
    pdp.close();
    pdp = new HttpDecisionPoint({ addresses: server.address, deadline: PATIENCE_MS });
    assert.equal(await asks(), true);
    assert.equal(await asks(), true);
  });
});
