import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { BY_CALLER, NoAnswerError, type Check, type Decision } from '@portreeve/client';
import { CLIENTS, PATIENCE_MS, using } from './testing/clients.js';
import { CLERK, check, DENIED, DESK, OBLIGED, PERMITTED } from './testing/desk.js';
import { deskServer, type ServerProcess } from './testing/serverProcess.js';

const RECEIPTS = { write_receipt: BY_CALLER, notification: BY_CALLER };

describe('a server that answers', () => {
  let server: ServerProcess;
  before(async () => {
    server = await deskServer();
  });

  for (const [name, open] of CLIENTS) {
    const client = (options = {}) =>
      open({ addresses: server.address, deadline: PATIENCE_MS, ...options });
    const asked = (question: Check, options = {}): Promise<Decision> =>
      using(client(options), (pdp) => pdp.check(question));

    describe(`over ${name}`, () => {
      it('permits, and says by which versions', async () => {
        const decision = await asked(PERMITTED);
        assert.equal(decision.permitted, true);
        assert.equal(decision.outcome, 'permit');
        assert.equal(decision.reason, 'clerk');
        assert.equal(decision.policy, 'desk.open');
        assert.match(decision.policyVersion, /^[0-9a-f]+$/);
        assert.match(decision.teamVersion, /^[0-9a-f]+$/);
        assert.equal(decision.failure, undefined);
      });

      it('denies with reason and message', async () => {
        const decision = await asked(DENIED);
        assert.equal(decision.permitted, false);
        assert.equal(decision.reason, 'stranger');
        assert.equal(decision.failure, undefined);
      });

      it('denies with advice and its members', async () => {
        const shut = { ...PERMITTED, resource: { ...DESK, properties: { team: 'shut' } } };
        const decision = await asked(shut);
        assert.equal(decision.reason, 'locked');
        assert.deepEqual(decision.advice, [{ action: 'call', members: { number: 7 } }]);
      });

      it('names the approvers of what needs approval', async () => {
        const decision = await asked(check('desk.move'));
        assert.equal(decision.permitted, false);
        assert.equal(decision.outcome, 'needs_approval');
        assert.deepEqual(decision.approvers, [
          { kind: 'role', name: 'manager' },
          { kind: 'user', name: 'ana' },
        ]);
      });

      it('names the facts that are missing', async () => {
        const decision = await asked(check('desk.count'));
        assert.equal(decision.reason, 'missing_fact');
        assert.deepEqual(decision.missing, ['resource.properties.seats']);
      });

      it('reads numbers, nested facts and nulls', async () => {
        const seats = (count: unknown) => ({
          ...check('desk.count'),
          resource: { ...DESK, properties: { team: 'acme', seats: count as number } },
          context: { deep: { list: [1, [null, 'x', { y: true }], {}], nothing: null }, at: new Date(0) },
        });
        assert.equal((await asked(seats(4))).reason, 'enough_seats');
        assert.equal((await asked(seats(3))).reason, 'stranger');
        assert.equal((await asked(seats('4'))).reason, 'invalid_fact');
        assert.equal((await asked(seats(null))).permitted, false);
      });

      it('tells of facts that the policy set does not declare, or which is refused', async () => {
        const misspelt = (unknown_facts: string) => ({
          ...PERMITTED,
          resource: { ...DESK, properties: { team: 'acme', seat: 4 } },
          context: { unknown_facts },
        });
        assert.deepEqual((await asked(misspelt('report'))).details, {
          unknown_facts: [
            { field: 'resource.properties.seat', did_you_mean: 'resource.properties.seats' },
          ],
        });
        const refused = await asked(misspelt('refuse'));
        assert.equal(refused.failure?.kind, 'invalid_request');
        assert.equal(refused.failure?.field, 'resource.properties.seat');
      });

      it('denies a permit whose obligations have no handler', async () => {
        for (const obligations of [{}, { write_receipt: BY_CALLER }, { notification: BY_CALLER }]) {
          const decision = await asked(OBLIGED, { obligations });
          assert.equal(decision.permitted, false);
          assert.equal(decision.reason, 'obligation_unfulfilled');
        }
      });

      it('carries the obligations of a permit out before it is told', async () => {
        const done: unknown[] = [];
        const decision = await asked(OBLIGED, {
          obligations: {
            ...RECEIPTS,
            write_receipt: async ({ properties }: { properties: object }, { subject }: Check) => {
              await new Promise(setImmediate);
              done.push([properties, subject.id]);
            },
          },
        });
        assert.equal(decision.permitted, true);
        assert.deepEqual(done, [[{ action: 'write_receipt', for: 'eve' }, 'eve']]);
        assert.deepEqual(
          decision.obligations.map((one) => one.name),
          ['write_receipt', 'notification'],
        );
      });

      it('denies a permit whose obligation could not be carried out', async () => {
        const failures: unknown[] = [];
        const decision = await asked(OBLIGED, {
          obligations: { ...RECEIPTS, notification: () => Promise.reject(new Error('no mail')) },
          onObligationFailure: (e: Error) => failures.push(e.message),
        });
        assert.equal(decision.reason, 'obligation_unfulfilled');
        assert.deepEqual(failures, ['no mail']);
      });

      it('carries the obligations of a denial out, and it stays one', async () => {
        let done = 0;
        const decision = await asked(check('desk.report'), { obligations: { write_receipt: () => ++done } });
        assert.equal(decision.reason, 'stranger');
        assert.equal(done, 1);
      });

      it('carries nothing out for a caller who only wants to know', async () => {
        const decision = await asked({ ...OBLIGED, dryRun: true });
        assert.equal(decision.permitted, true);
        assert.deepEqual(decision.obligations, []);
        assert.equal(decision.advice[0]?.action, 'write_receipt');
      });

      it('answers a batch item by item, with what they share', async () => {
        const decisions = await using(client(), (pdp) =>
          pdp.checkAll({
            subject: CLERK,
            action: 'desk.open',
            resource: DESK,
            items: [
              {},
              { subject: { type: 'user', id: 'mal' } },
              { action: 'desk.move' },
              { resource: { ...DESK, type: 'no kind' } },
              { action: 'desk.lend' },
            ],
          }),
        );
        assert.deepEqual(
          decisions.map(({ outcome }) => outcome),
          ['permit', 'deny', 'needs_approval', 'permit', 'deny'],
        );
        assert.equal(decisions[4]?.reason, 'obligation_unfulfilled');
      });

      it('stops a batch where it was told to, and denies the rest', async () => {
        const reasons = async (semantic: 'deny_on_first_deny' | 'permit_on_first_permit') =>
          (
            await using(client(), (pdp) =>
              pdp.checkAll({ items: [DENIED, PERMITTED, DENIED], semantic }),
            )
          ).map(({ reason }) => reason);
        assert.deepEqual(await reasons('deny_on_first_deny'), [
          'stranger',
          'not_evaluated',
          'not_evaluated',
        ]);
        assert.deepEqual(await reasons('permit_on_first_permit'), [
          'stranger',
          'clerk',
          'not_evaluated',
        ]);
      });

      it('does not send what cannot be sent as it is', async () => {
        for (const [fact, field] of [
          [NaN, 'context.fact'],
          [new Map(), 'context.fact'],
          [() => true, 'context.fact'],
          [10n, 'context.fact'],
          [[1, [Symbol('s')]], 'context.fact[1][0]'],
          [new Date(NaN), 'context.fact'],
        ] as const) {
          const decision = await asked({ ...PERMITTED, context: { fact: fact as never } });
          assert.equal(decision.failure?.kind, 'invalid_request');
          assert.equal(decision.failure?.field, field);
        }
        const nobody = { ...PERMITTED, subject: { type: 'user', id: undefined as never } };
        assert.equal((await asked(nobody)).failure?.field, 'subject.id');
        const loop: { self?: object } = {};
        loop.self = loop;
        assert.equal((await asked({ ...PERMITTED, context: loop as never })).permitted, false);
        assert.equal((await asked(undefined as never)).permitted, false);
      });

      it('denies the items of a batch when one of them cannot be sent', async () => {
        const bad = { ...PERMITTED, context: { fact: NaN } };
        const decisions = await using(client(), (pdp) => pdp.checkAll({ items: [PERMITTED, bad] }));
        assert.deepEqual(
          decisions.map(({ failure }) => failure?.field),
          ['items[1].context.fact', 'items[1].context.fact'],
        );
      });

      it('refuses a batch without items, since no denial would be among its decisions', async () => {
        await using(client(), (pdp) => assert.rejects(pdp.checkAll({ items: [] }), /no items/));
      });

      it('throws instead of denying where that was asked for', async () => {
        await using(client(), async (pdp) => {
          assert.equal((await pdp.checkOrThrow(DENIED)).permitted, false);
          assert.equal((await pdp.checkAllOrThrow({ items: [DENIED] })).length, 1);
          const bad = { ...PERMITTED, resource: { type: '', id: 'd1' } };
          await assert.rejects(pdp.checkOrThrow(bad), NoAnswerError);
          await assert.rejects(pdp.checkAllOrThrow({ items: [PERMITTED, bad] }), NoAnswerError);
        });
      });

      it('denies after it was closed', async () => {
        const pdp = client({ cachePermits: 60_000 });
        assert.equal((await pdp.check(PERMITTED)).permitted, true);
        pdp.close();
        assert.equal((await pdp.check(PERMITTED)).failure?.kind, 'client_failed');
      });

      it('gives up when the caller does', async () => {
        const aborted = AbortSignal.abort();
        const decision = await using(client(), (pdp) => pdp.check(PERMITTED, { signal: aborted }));
        assert.equal(decision.failure?.kind, 'interrupted');
      });
    });
  }
});
