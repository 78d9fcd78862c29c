import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Metadata, status } from '@grpc/grpc-js';
import type { Check, ClientOptions, Decision } from '@portreeve/client';
import { GrpcDecisionPoint } from '@portreeve/client/grpc';
import { PATIENCE_MS, using } from './testing/clients.js';
import { DESK, PERMITTED } from './testing/desk.js';
import { ScriptedService, type Call, type Said } from './testing/scriptedService.js';

const PERMIT = { decision: true, outcome: 'OUTCOME_PERMIT' };

describe('a gRPC server that answers as it likes', () => {
  async function asked(
    script: (call: Call) => Said | undefined,
    options: Partial<ClientOptions> = {},
    check: Check = PERMITTED,
  ): Promise<Decision> {
    const server = await ScriptedService.start(script);
    try {
      const pdp = new GrpcDecisionPoint({
        addresses: server.address,
        deadline: PATIENCE_MS,
        ...options,
      });
      return await using(pdp, () => pdp.check(check));
    } finally {
      server.close();
    }
  }

  it('is told every fact, however it is nested', async () => {
    let told: unknown;
    const facts = {
      text: 'x',
      number: -1.5,
      yes: true,
      no: false,
      zero: 0,
      empty: '',
      nothing: null,
      list: [1, [null, 'a', {}], [], { b: [false] }],
      object: { c: { d: null } },
      none: {},
    };
    const check = {
      subject: { type: 'user', id: 'eve', properties: facts },
      action: { name: 'desk.open', properties: facts },
      resource: { ...DESK, properties: facts },
      context: facts,
    };
    const decision = await asked(
      ({ request }) => {
        told = request['context'];
        const { fields } = told as { fields: Record<string, object> };
        assert.deepEqual(Object.keys(fields['nothing'] ?? {}), ['nullValue']);
        for (const part of ['subject', 'action', 'resource']) {
          assert.deepEqual((request[part] as { properties: object }).properties, told);
        }
        // What the server read is said again, so that both ways are seen.
        return { ...PERMIT, details: { fields: { facts: { structValue: told } } } };
      },
      {},
      check,
    );
    assert.equal(decision.failure, undefined);
    assert.deepEqual(decision.details, { facts });
  });

  it('is denied at the deadline when nothing comes', async () => {
    const decision = await asked(() => undefined, { deadline: 200 });
    assert.equal(decision.failure?.kind, 'timed_out');
  });

  it('is sent once when it is not repeatable and may have been decided', async () => {
    let calls = 0;
    const broken = () => {
      calls++;
      return { code: status.UNAVAILABLE, details: 'no' };
    };
    const check = { ...PERMITTED, context: { fulfil: true } };
    assert.equal((await asked(broken, {}, check)).failure?.kind, 'unreachable');
    assert.equal(calls, 1);
  });

  it('goes to the next address when it is not repeatable and the first cannot be reached', async () => {
    const gone = await ScriptedService.start(() => PERMIT);
    const server = await ScriptedService.start(() => PERMIT);
    gone.close();
    const pdp = new GrpcDecisionPoint({
      addresses: [gone.address, server.address],
      deadline: PATIENCE_MS,
    });
    const check = { ...PERMITTED, context: { fulfil: true } };
    assert.equal((await using(pdp, () => pdp.check(check))).permitted, true);
    server.close();
  });

  it('is denied when the answer contradicts itself or says nothing', async () => {
    for (const answer of [
      { decision: true },
      { decision: true, outcome: 'OUTCOME_DENY' },
      { decision: true, outcome: 'OUTCOME_NEEDS_APPROVAL' },
      { decision: true, outcome: 77 },
      { ...PERMIT, error: { message: 'no' } },
    ]) {
      const decision = await asked(() => answer);
      assert.equal(decision.failure?.kind, 'unreadable_answer', JSON.stringify(answer));
    }
    for (const answer of [{}, { outcome: 'OUTCOME_PERMIT' }]) {
      assert.equal((await asked(() => answer)).permitted, false);
    }
  });

  it('is denied when it says an obligation that nobody handles', async () => {
    const obligations = [{ id: '1', type: 'step-up' }];
    const decision = await asked(() => ({ ...PERMIT, obligations }));
    assert.equal(decision.reason, 'obligation_unfulfilled');
  });

  it('tells the error of an item of a batch', async () => {
    const error = { message: 'is missing', field: 'evaluations[1].resource.type' };
    const server = await ScriptedService.start(() => ({ evaluations: [PERMIT, { error }] }));
    const pdp = new GrpcDecisionPoint({ addresses: server.address, deadline: PATIENCE_MS });
    const items = [PERMITTED, PERMITTED];
    const [first, second] = await using(pdp, () => pdp.checkAll({ items }));
    assert.equal(first?.permitted, true);
    assert.deepEqual(second?.failure, {
      kind: 'invalid_request',
      problem: 'is missing',
      field: error.field,
    });
    server.close();
  });

  it('tells the kinds of statuses apart, and asks again where that may help', async () => {
    for (const [code, kind, calls] of [
      [status.INVALID_ARGUMENT, 'invalid_request', 1],
      [status.UNIMPLEMENTED, 'invalid_request', 1],
      [status.RESOURCE_EXHAUSTED, 'invalid_request', 1],
      [status.UNAUTHENTICATED, 'caller_refused', 1],
      [status.PERMISSION_DENIED, 'caller_refused', 1],
      [status.DEADLINE_EXCEEDED, 'timed_out', 2],
      [status.UNAVAILABLE, 'unreachable', 2],
      [status.INTERNAL, 'server_failed', 2],
      [status.UNKNOWN, 'server_failed', 2],
    ] as const) {
      let asks = 0;
      const decision = await asked(
        () => {
          asks++;
          return { code, details: 'resource.type: is missing' };
        },
        { attempts: 2 },
      );
      assert.equal(decision.permitted, false);
      assert.equal(decision.failure?.kind, kind, status[code]);
      const refused = kind === 'invalid_request' || kind === 'caller_refused';
      assert.equal(decision.failure?.field, refused ? 'resource.type' : '');
      assert.equal(asks, calls, status[code]);
    }
  });

  /** A status with one detail, which is a message of google.rpc in bytes. */
  function detailed(code: status, details: string, name: string, message: Buffer) {
    const url = Buffer.from(`type.googleapis.com/google.rpc.${name}`);
    const any = Buffer.concat([field(1, url), field(2, message)]);
    const metadata = new Metadata();
    metadata.set('grpc-status-details-bin', Buffer.concat([Buffer.from([0x08, code]), field(3, any)]));
    return { code, details, metadata };
  }

  /** A field of the wire format that holds bytes, fewer than 128. */
  function field(number: number, bytes: Buffer): Buffer {
    return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
  }

  it('names the field at fault in the details of its status', async () => {
    const violation = field(1, Buffer.from('subject.properties.rolle'));
    const decision = await asked(() =>
      detailed(status.INVALID_ARGUMENT, 'no such fact', 'BadRequest', field(1, violation)),
    );
    assert.equal(decision.failure?.kind, 'invalid_request');
    assert.equal(decision.failure?.field, 'subject.properties.rolle');
  });

  it('is waited for as long as it asks, and not beyond the deadline', async () => {
    // RetryInfo {retry_delay: {seconds}}
    const overloaded = (seconds: number) =>
      detailed(
        status.RESOURCE_EXHAUSTED,
        'too much to do',
        'RetryInfo',
        field(1, Buffer.from([0x08, seconds])),
      );
    const began = performance.now();
    const later = await asked(({ number }) => (number === 1 ? overloaded(1) : PERMIT));
    assert.equal(later.permitted, true);
    assert.ok(performance.now() - began >= 990, 'it did not wait');

    const never = await asked(() => overloaded(120));
    assert.equal(never.failure?.kind, 'overloaded');
  });

  it('is shown the credential', async () => {
    const seen: unknown[] = [];
    const script = ({ metadata }: Call) => {
      seen.push(...metadata.get('x-portreeve-key'), ...metadata.get('authorization'));
      return PERMIT;
    };
    await asked(script, { apiKey: 'id.secret' });
    await asked(script, { bearer: async () => 'token' });
    assert.deepEqual(seen, ['id.secret', 'Bearer token']);
  });

  it('is given up when the caller is gone meanwhile', async () => {
    const caller = new AbortController();
    const server = await ScriptedService.start(() => void caller.abort());
    const pdp = new GrpcDecisionPoint({ addresses: server.address, deadline: PATIENCE_MS });
    const decision = await using(pdp, () => pdp.check(PERMITTED, { signal: caller.signal }));
    assert.equal(decision.failure?.kind, 'interrupted');
    server.close();
  });

  it('has no path', () => {
    const addresses = 'http://127.0.0.1:8080/pdp';
    assert.throws(() => new GrpcDecisionPoint({ addresses }), /has a path/);
  });
});
