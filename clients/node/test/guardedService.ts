import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { DecisionPoint } from '@portreeve/client';
import { CLIENTS, PATIENCE_MS } from './testing/clients.js';
import { eventually } from './testing/eventually.js';
import { HOME, ServerProcess } from './testing/serverProcess.js';
import { EXAMPLES, type Service } from './testing/services.js';
import { SlowRelay } from './testing/slowRelay.js';

/** The set that the examples in Java are tested with, too. */
const SET = resolve(HOME, '../java/src/test/resources/sets/exports');
const DEADLINE_MS = 1000;

/**
 * What a service that asks before its handler answers in each state of the server that it asks:
 * never what the handler says, and always within the deadline.
 */
describe('a service whose server', () => {
  const services: { readonly name: string; readonly service: Service }[] = [];
  const open: DecisionPoint[] = [];
  let server: ServerProcess;
  before(async () => {
    server = await ServerProcess.start('127.0.0.1:0', [], SET);
    services.push(...(await served(server.address)));
    await all(200);
  });
  after(async () => {
    await close(services);
    open.forEach((pdp) => pdp.close());
    await server.kill();
  });

  /** Each example with each client. */
  async function served(addresses: string) {
    const started: { readonly name: string; readonly service: Service }[] = [];
    for (const [framework, start] of EXAMPLES) {
      for (const [protocol, create] of CLIENTS) {
        const pdp = create({ addresses, deadline: DEADLINE_MS });
        open.push(pdp);
        started.push({ name: `${framework} over ${protocol}`, service: await start(pdp) });
      }
    }
    return started;
  }

  async function close(started: typeof services): Promise<void> {
    await Promise.all(started.map(({ service }) => service.close()));
  }

  async function exported({ service }: { readonly service: Service }, team = 'birch') {
    const response = await fetch(`${service.base}/teams/${team}/collections/c1/export`, {
      headers: { 'x-user': 'eve' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.text();
    return response.status;
  }

  /** Every service answers with that status, sooner or later. */
  async function all(status: number): Promise<void> {
    for (const one of services) {
      await eventually(async () => (await exported(one)) === status);
    }
  }

  /** Every service answers 503; they are asked together, since each may wait for its deadline. */
  async function unanswered(asked = services): Promise<void> {
    const statuses = await Promise.all(asked.map((one) => exported(one)));
    asked.forEach(({ name }, index) => assert.equal(statuses[index], 503, name));
  }

  it('wants an obligation that nobody handles answers 403', async () => {
    for (const one of services) {
      await eventually(async () => (await exported(one, 'obliging')) === 403);
    }
  });

  it('is slow answers 503', async () => {
    const relay = await SlowRelay.to(server.listen, 3 * DEADLINE_MS);
    const late = await served(relay.address);
    await unanswered(late);
    await close(late);
    relay.close();
  });

  it('is stopped answers 503 until it goes on', async () => {
    await server.pause();
    await unanswered();
    server.resume();
    await all(200);
  });

  it('is killed answers 503', async () => {
    await server.kill();
    await unanswered();
  });

  it('is restarted serves again', async () => {
    server = await ServerProcess.start(server.listen, [], SET);
    await all(200);
  });

  it('drains serves or answers 503', async () => {
    let ended = false;
    const end = server.ended().then(() => (ended = true));
    server.terminate();
    while (!ended) {
      for (const one of services) {
        const status = await exported(one);
        assert.ok(status === 200 || status === 503, `${one.name}: ${status}`);
      }
    }
    await end;
    await unanswered();
  });
});
