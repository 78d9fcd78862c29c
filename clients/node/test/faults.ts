import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { HttpDecisionPoint, type ClientOptions, type Decision } from '@portreeve/client';
import { PATIENCE_MS, using } from './testing/clients.js';
import { OBLIGED, PERMITTED } from './testing/desk.js';
import { eventually } from './testing/eventually.js';
import { always, response, ScriptedServer, type Script } from './testing/scriptedServer.js';

const PERMIT = '{"decision": true}';
const SHORT_MS = 200;

describe('a server that answers wrongly, late or not at all', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portreeve-'));
  let sockets = 0;
  after(() => rmSync(folder, { recursive: true }));

  /** What comes of a check, by fetch over TCP and over a unix socket. */
  async function asked(script: Script, options: Partial<ClientOptions> = {}): Promise<Decision> {
    const decisions: Decision[] = [];
    for (const path of [undefined, join(folder, `s${sockets++}`)]) {
      const server = await ScriptedServer.start(script, path);
      const pdp = new HttpDecisionPoint({
        addresses: server.address,
        deadline: PATIENCE_MS,
        ...options,
      });
      decisions.push(await using(pdp, () => pdp.check(PERMITTED)));
      server.close();
    }
    const [overTcp, overUnix] = decisions as [Decision, Decision];
    assert.equal(overTcp.reason, overUnix.reason);
    return overTcp;
  }

  async function kind(script: Script, options?: Partial<ClientOptions>) {
    const decision = await asked(script, options);
    assert.equal(decision.permitted, false);
    return decision.failure?.kind;
  }

  it('is denied at the deadline when nothing comes', async () => {
    assert.equal(await kind(() => undefined, { deadline: SHORT_MS }), 'timed_out');
  });

  it('is no longer waited for after the deadline', async () => {
    let closed = 0;
    const silent: Script = (socket) => socket.on('close', () => closed++);
    for (const path of [undefined, join(folder, `s${sockets++}`)]) {
      const server = await ScriptedServer.start(silent, path);
      const pdp = new HttpDecisionPoint({ addresses: server.address, deadline: SHORT_MS });
      const before = closed;
      await pdp.check(PERMITTED);
      await eventually(() => closed > before);
      pdp.close();
      server.close();
    }
  });

  it('is denied at the deadline when the body stops', async () => {
    const part = response(200, PERMIT).slice(0, -1);
    assert.equal(await kind((socket) => socket.write(part), { deadline: SHORT_MS }), 'timed_out');
  });

  it('is denied at the deadline when the body trickles', async () => {
    const trickle: Script = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n');
      const timer = setInterval(() => socket.write(' '), 2);
      socket.on('close', () => clearInterval(timer));
    };
    assert.equal(await kind(trickle, { deadline: SHORT_MS }), 'timed_out');
  });

  it('is denied when the answer is none', async () => {
    for (const body of [
      '',
      'true',
      'null',
      '[]',
      '{}',
      '{"decision": "true"}',
      '{"decision": 1}',
      '{"decision": null}',
      '{"decision": false, "decision": true}',
      '{"decision": false, "\\u0064ecision": true}',
      '{"decision": true}{"decision": true}',
      '{"decision": true',
      '{"__proto__": {"decision": true}}',
      '{"decision": true, "context": 1}',
      '{"decision": true, "context": {"outcome": "deny"}}',
      '{"decision": true, "context": {"outcome": "granted"}}',
      '{"decision": true, "context": {"obligations": {}}}',
      '{"decision": true, "context": {"obligations": [null]}}',
      '{"decision": true, "context": {"obligations": ["log"]}}',
      '{"decision": true, "context": {"error": {"status": 400}}}',
      '<html>{"decision": true}</html>',
    ]) {
      assert.equal(await kind(always(200, body)), 'unreadable_answer', body);
    }
  });

  it('is denied when only a polluted prototype says yes', async () => {
    Object.defineProperty(Object.prototype, 'decision', { value: true, configurable: true });
    try {
      assert.equal(await kind(always(200, '{}')), 'unreadable_answer');
    } finally {
      delete (Object.prototype as { decision?: unknown }).decision;
    }
  });

  it('is denied when the obligation is called like what every object has', async () => {
    for (const name of ['toString', 'constructor', '__proto__']) {
      const body = `{"decision":true,"context":{"obligations":[{"id":"1","type":"${name}"}]}}`;
      assert.equal((await asked(always(200, body))).reason, 'obligation_unfulfilled');
    }
  });

  it('is understood when another decision point answers', async () => {
    assert.equal((await asked(always(200, PERMIT))).permitted, true);
    assert.equal((await asked(always(200, '{"decision":false}'))).permitted, false);
    const other = await asked(
      always(
        200,
        '{"decision":true,"more":[null],"context":{"reason":{"en":"ok"},"advice":"none",' +
          '"missing":null,"x":{"a":1},"y":{"a":1}}}',
      ),
    );
    assert.equal(other.permitted, true);
    assert.deepEqual(other.details, { reason: { en: 'ok' }, advice: 'none', x: { a: 1 }, y: { a: 1 } });
  });

  it('tells the kinds of statuses apart', async () => {
    for (const [expected, statuses] of [
      ['unreadable_answer', [201, 301]],
      ['invalid_request', [400, 404, 413]],
      ['caller_refused', [401, 403]],
      ['timed_out', [408]],
      ['overloaded', [429, 503]],
      ['server_failed', [500, 502]],
    ] as const) {
      for (const status of statuses) {
        assert.equal(await kind(always(status, PERMIT), { attempts: 1 }), expected, `status ${status}`);
      }
    }
  });

  it('tells the field of a bad request, and sends it once', async () => {
    let requests = 0;
    const bad: Script = (socket) => {
      requests++;
      socket.write(response(400, '{"error":"no","field":"subject.type"}'));
    };
    const decision = await asked(bad);
    assert.equal(decision.failure?.field, 'subject.type');
    assert.match(decision.failure?.problem ?? '', /HTTP 400: no$/);
    assert.equal(requests, 2, 'once over TCP, once over the unix socket');
  });

  it('is answered the third time when the server fails twice', async () => {
    for (const failing of [500, 503]) {
      const script: Script = (socket, number) =>
        socket.write(response(number < 3 ? failing : 200, PERMIT));
      assert.equal((await asked(script)).permitted, true);
    }
  });

  it('is answered when each second connection is closed', async () => {
    const script: Script = (socket, number) =>
      number % 2 === 1 ? socket.destroy() : socket.write(response(200, PERMIT));
    assert.equal((await asked(script)).permitted, true);
  });

  it('is sent once when it is not repeatable and may have been decided', async () => {
    const wishes = [{ approval: { id: 'apr_1' } }, { fulfil: true }];
    const close: Script = (socket) => socket.destroy();
    for (const script of [close, always(500, PERMIT), always(503, PERMIT)]) {
      for (const path of [undefined, join(folder, `s${sockets++}`)]) {
        const server = await ScriptedServer.start(script, path);
        const pdp = new HttpDecisionPoint({ addresses: server.address, deadline: PATIENCE_MS });
        await using(pdp, async () => {
          for (const context of wishes) {
            const check = { ...PERMITTED, context };
            assert.equal((await pdp.check(check)).permitted, false);
            assert.equal((await pdp.checkAll({ items: [PERMITTED, check] }))[0]?.permitted, false);
          }
          assert.equal(server.requests, 4);
          assert.equal((await pdp.check(PERMITTED)).permitted, false);
          assert.ok(server.requests > 5, `${server.requests} requests`);
        });
        server.close();
      }
    }
  });

  it('goes to the next address when it is not repeatable and the first cannot be reached', async () => {
    const gone = await ScriptedServer.start(always(200, PERMIT));
    const server = await ScriptedServer.start(always(200, PERMIT));
    const closed = gone.address;
    gone.close();
    for (const first of [closed, closed.replace('127.0.0.1', 'localhost'), `unix:${join(folder, 'no')}`]) {
      const before = server.requests;
      const pdp = new HttpDecisionPoint({
        addresses: [first, server.address],
        deadline: PATIENCE_MS,
      });
      const check = { ...PERMITTED, context: { approval: { id: 'apr_1' } } };
      assert.equal((await using(pdp, () => pdp.check(check))).permitted, true);
      assert.equal(server.requests - before, 1);
    }
    server.close();
  });

  it('is sent once where that was asked for', async () => {
    assert.equal(await kind((socket) => socket.destroy(), { attempts: 1 }), 'unreachable');
  });

  it('is denied at once when the server asks to wait beyond the deadline', async () => {
    const began = performance.now();
    assert.equal(await kind(always(503, PERMIT, 'Retry-After: 3600\r\n')), 'overloaded');
    assert.ok(performance.now() - began < PATIENCE_MS, 'it waited for the deadline');
  });

  it('is denied when the answer has no end', async () => {
    const part = Buffer.alloc(1 << 20, ' ');
    const endless: Script = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n');
      const more = () => {
        while (!socket.destroyed && socket.write(part));
      };
      socket.on('drain', more);
      more();
    };
    assert.equal(await kind(endless, { attempts: 1 }), 'unreachable');
  });

  it('is denied within the deadline when no bearer token comes', async () => {
    const never = { bearer: () => new Promise<string>(() => undefined), deadline: SHORT_MS };
    assert.equal(await kind(always(200, PERMIT), never), 'timed_out');
    const broken = { bearer: () => Promise.reject(new Error('no token')) };
    assert.equal(await kind(always(200, PERMIT), broken), 'client_failed');
  });

  it('shows the credential that it was given, and never in an error', async () => {
    const seen: string[] = [];
    const script: Script = (socket, _number, request) => {
      seen.push(/^(x-portreeve-key|authorization): .*$/im.exec(request)?.[0].toLowerCase() ?? '');
      socket.write(response(200, PERMIT));
    };
    await asked(script, { apiKey: 'id.secret' });
    await asked(script, { bearer: () => 'tok' });
    assert.deepEqual(seen, [
      'x-portreeve-key: id.secret',
      'x-portreeve-key: id.secret',
      'authorization: bearer tok',
      'authorization: bearer tok',
    ]);
    const decision = await asked(always(200, PERMIT), { bearer: () => 'top\nsecret' });
    assert.equal(decision.failure?.kind, 'client_failed');
    assert.doesNotMatch(String(decision), /secret/);
  });

  it('denies every item of a batch with the wrong number of answers', async () => {
    for (const answers of [PERMIT, `${PERMIT},${PERMIT},${PERMIT}`, '']) {
      const server = await ScriptedServer.start(always(200, `{"evaluations": [${answers}]}`));
      const pdp = new HttpDecisionPoint({ addresses: server.address, deadline: PATIENCE_MS });
      const decisions = await using(pdp, () => pdp.checkAll({ items: [PERMITTED, OBLIGED] }));
      assert.deepEqual(
        decisions.map(({ failure }) => failure?.kind),
        ['unreadable_answer', 'unreadable_answer'],
      );
      server.close();
    }
  });

  it('is given up when the caller is gone meanwhile', async () => {
    const caller = new AbortController();
    const server = await ScriptedServer.start(() => caller.abort());
    const pdp = new HttpDecisionPoint({ addresses: server.address, deadline: PATIENCE_MS });
    const decision = await using(pdp, () => pdp.check(PERMITTED, { signal: caller.signal }));
    assert.equal(decision.failure?.kind, 'interrupted');
    server.close();
  });
});

describe('options', () => {
  it('are refused when they are none that can be used', () => {
    const at = { addresses: 'http://127.0.0.1:8080' };
    for (const options of [
      { addresses: [] },
      { addresses: '127.0.0.1:8080' },
      { addresses: 'ftp://127.0.0.1' },
      { addresses: 'http://user@127.0.0.1' },
      { addresses: 'unix:relative' },
      { ...at, deadline: 0 },
      { ...at, deadline: NaN },
      { ...at, attempts: 0 },
      { ...at, cachePermits: -1 },
      { ...at, apiKey: 'a\nb' },
      { ...at, apiKey: 'a.b', bearer: () => 'token' },
    ]) {
      assert.throws(() => new HttpDecisionPoint(options), TypeError, JSON.stringify(options));
    }
  });
});
