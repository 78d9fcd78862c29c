import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import express, { type ErrorRequestHandler } from 'express';
import fastify from 'fastify';
import { Decision, HttpDecisionPoint, type Check, type DecisionPoint } from '@portreeve/client';
import * as forExpress from '@portreeve/client/express';
import * as forFastify from '@portreeve/client/fastify';
import { PATIENCE_MS } from './testing/clients.js';
import { PERMITTED } from './testing/desk.js';
import { HOME, ServerProcess } from './testing/serverProcess.js';
import { byExpress, byFastify, EXAMPLES, type Service } from './testing/services.js';

describe('a guarded route', () => {
  let server: ServerProcess;
  before(async () => {
    server = await ServerProcess.start(
      '127.0.0.1:0',
      [],
      resolve(HOME, '../../policies/postman'),
    );
  });
  after(() => server.kill());

  for (const [name, start] of EXAMPLES) {
    it(`of ${name} exports what is permitted, and answers what is not`, async () => {
      const pdp = new HttpDecisionPoint({ addresses: server.address, deadline: PATIENCE_MS });
      const service = await start(pdp);
      const exported = (team: string, user: string) =>
        fetch(`${service.base}/teams/${team}/collections/c1/export`, { headers: { 'x-user': user } });

      const permitted = await exported('birch', 'ben');
      assert.equal(permitted.status, 200);
      assert.deepEqual(await permitted.json(), { collection: 'c1' });

      const denied = await exported('acme', 'eve');
      assert.equal(denied.status, 403);
      assert.match(denied.headers.get('content-type') ?? '', /^application\/problem\+json/);
      assert.deepEqual(await denied.json(), {
        type: 'about:blank',
        status: 403,
        title: 'Forbidden',
        detail: 'Exporting has been turned off by your organization.',
        outcome: 'deny',
        reason: 'export_blocked_by_org',
      });

      assert.equal((await exported('birch', '')).status, 503, 'nobody is asked about no user');
      pdp.close();
      const nobody = await exported('birch', 'ben');
      assert.equal(nobody.status, 503);
      assert.equal(nobody.headers.get('retry-after'), '1');
      assert.deepEqual(await nobody.json(), {
        type: 'about:blank',
        status: 503,
        title: 'Service Unavailable',
      });
      await service.close();
    });
  }

  type Describe = () => Check;
  const GUARDS: readonly (readonly [
    string,
    (pdp: DecisionPoint, describe: Describe, seen: (seen: Decision | undefined) => void) => Promise<Service>,
  ])[] = [
    [
      'Express',
      (pdp, describe, seen) => {
        const app = express();
        const onDenied = (decision: Decision) => seen(decision);
        app.get('/', forExpress.guard(pdp, describe, { onDenied }), (request, response) => {
          seen(forExpress.decisionOf(request));
          response.end();
        });
        app.get('/', (_request, response) => void response.end('unguarded'));
        const quiet: ErrorRequestHandler = (_error, _request, response, _next) => {
          response.status(500).end();
        };
        app.use(quiet);
        return byExpress(app);
      },
    ],
    [
      'Fastify',
      (pdp, describe, seen) => {
        const app = fastify();
        const onDenied = (decision: Decision) => seen(decision);
        const preHandler = forFastify.guard(pdp, describe, { onDenied });
        app.get('/', { preHandler }, async (request) => {
          seen(forFastify.decisionOf(request));
          return '';
        });
        return byFastify(app);
      },
    ],
  ];

  for (const [name, start] of GUARDS) {
    /** The status of a request, and the decision that its handler or `onDenied` saw. */
    async function asked(answer: Decision, describe: Describe = () => PERMITTED) {
      let seen: Decision | undefined;
      const pdp = { check: async () => answer } as unknown as DecisionPoint;
      const service = await start(pdp, describe, (decision) => (seen = decision));
      const response = await fetch(service.base);
      const body = await response.text();
      await service.close();
      return { status: response.status, body, seen };
    }

    it(`of ${name} sees the decision that let it pass`, async () => {
      const permit = new Decision({ outcome: 'permit', reason: 'clerk' });
      assert.deepEqual(await asked(permit), { status: 200, body: '', seen: permit });
    });

    it(`of ${name} names who may approve, and keeps to itself what went wrong`, async () => {
      const approvers = [{ kind: 'role', name: 'admin' }] as const;
      const held = await asked(new Decision({ outcome: 'needs_approval', approvers }));
      assert.equal(held.status, 403);
      assert.deepEqual(JSON.parse(held.body).approvers, [{ role: 'admin' }]);

      const unfulfilled = await asked(new Decision({ outcome: 'permit' }).unfulfilled('no handler'));
      assert.equal(unfulfilled.status, 403);
      assert.doesNotMatch(unfulfilled.body, /handler/);
      assert.equal(unfulfilled.seen?.message, 'no handler');

      const failed = await asked(Decision.failed('unreachable', 'http://secret: refused'));
      assert.equal(failed.status, 503);
      assert.doesNotMatch(failed.body, /secret/);
      assert.equal(failed.seen?.failure?.kind, 'unreachable');
    });

    it(`of ${name} is not reached when nobody can say what is asked`, async () => {
      for (const thrown of [new Error('who?'), undefined, null, 'route', 'router', 0]) {
        const { status, seen } = await asked(new Decision({ outcome: 'permit' }), () => {
          throw thrown;
        });
        assert.equal(status, 500, String(thrown));
        assert.equal(seen, undefined);
      }
    });
  }
});
