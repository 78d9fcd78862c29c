import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Decision, DecisionPoint } from '@portreeve/client';
import { CLIENTS, PATIENCE_MS } from './testing/clients.js';
import { PERMITTED } from './testing/desk.js';
import { eventually } from './testing/eventually.js';
import { deskServer, ServerProcess } from './testing/serverProcess.js';

/** How long a check may take that is denied at a deadline of a fifth of a second. */
const SHORT_MS = 200;
const SLACK_MS = 10_000;

describe('a server that stops, drains, dies and comes back', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portreeve-'));
  const socket = `unix:${join(folder, 's')}`;
  let first: ServerProcess;
  let second: ServerProcess;
  const open: DecisionPoint[] = [];

  before(async () => {
    [first, second] = await Promise.all([ServerProcess.start(socket), deskServer()]);
  });
  after(async () => {
    open.forEach((pdp) => pdp.close());
    await first.kill();
    rmSync(folder, { recursive: true });
  });

  /** Clients of each kind that were answered once, so that they have a connection. */
  async function clients(addresses: readonly string[], deadline: number) {
    const all = CLIENTS.map(([, create]) => create({ addresses, deadline }));
    open.push(...all);
    for (const pdp of all) {
      await eventually(async () => (await pdp.check(PERMITTED)).permitted);
    }
    return all;
  }

  async function denied(pdp: DecisionPoint): Promise<Decision> {
    const began = performance.now();
    const decision = await pdp.check(PERMITTED);
    assert.equal(decision.permitted, false);
    assert.ok(performance.now() - began < SLACK_MS, 'it waited far beyond the deadline');
    return decision;
  }

  it('is denied while the only server is stopped, and permitted once it goes on', async () => {
    const alone = await clients([socket], SHORT_MS);
    await first.pause();
    for (const pdp of alone) {
      assert.equal((await denied(pdp)).failure?.kind, 'timed_out');
    }
    first.resume();
    for (const pdp of alone) {
      await eventually(async () => (await pdp.check(PERMITTED)).permitted);
    }
  });

  it('is asked of the next server while the first one is stopped', async () => {
    const pair = await clients([socket, second.address], 1000);
    await first.pause();
    for (const pdp of pair) {
      await eventually(async () => (await pdp.check(PERMITTED)).permitted);
    }
    first.resume();
  });

  it('loses no check while the first of two servers drains and ends', async () => {
    const pair = await clients([socket, second.address], PATIENCE_MS);
    const answers: Decision[] = [];
    let ended = false;
    first.terminate();
    const end = first.ended().then(() => (ended = true));
    while (!ended) {
      for (const pdp of pair) {
        answers.push(await pdp.check(PERMITTED));
      }
    }
    await end;
    assert.deepEqual(answers.filter(({ permitted }) => !permitted).map(String), []);
  });

  it('is permitted by the server that takes the place of another, and denied when that dies', async () => {
    const alone = CLIENTS.map(([, create]) => create({ addresses: socket, deadline: PATIENCE_MS }));
    open.push(...alone);
    for (const pdp of alone) {
      assert.equal((await denied(pdp)).failure?.kind, 'unreachable');
    }
    first = await ServerProcess.start(socket);
    for (const pdp of alone) {
      await eventually(async () => (await pdp.check(PERMITTED)).permitted);
    }
    await first.kill();
    for (const pdp of alone) {
      assert.equal((await denied(pdp)).failure?.kind, 'unreachable');
    }
  });
});
