import fastify, { type FastifyInstance } from 'fastify';
import type { DecisionPoint } from '@portreeve/client';
import { guard } from '@portreeve/client/fastify';
import type { RequestOf } from '../target/generated/requests.js';

type Route = { Params: { team: string; id: string } };

/** A service that exports collections to whom the decision point permits it. */
export function exportsByFastify(pdp: DecisionPoint): FastifyInstance {
  const app = fastify();
  app.get<Route>(
    '/teams/:team/collections/:id/export',
    {
      preHandler: guard<Route>(
        pdp,
        (request): RequestOf<'collection.export'> => ({
          subject: {
            type: 'user',
            id: String(request.headers['x-user'] ?? ''), // stands for whatever signs your users in
            properties: { workspace_role: 'editor' },
          },
          action: { name: 'collection.export' },
          resource: {
            type: 'collection',
            id: request.params.id,
            properties: { team: request.params.team },
          },
        }),
      ),
    },
    async (request) => ({ collection: request.params.id }),
  );
  return app;
}
