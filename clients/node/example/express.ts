import express, { type Express } from 'express';
import type { DecisionPoint } from '@portreeve/client';
import { guard } from '@portreeve/client/express';
import type { RequestOf } from '../target/generated/requests.js';

type Params = { team: string; id: string };

/** A service that exports collections to whom the decision point permits it. */
export function exportsByExpress(pdp: DecisionPoint): Express {
  const app = express();
  app.get(
    '/teams/:team/collections/:id/export',
    guard<Params>(
      pdp,
      (request): RequestOf<'collection.export'> => ({
        subject: {
          type: 'user',
          id: request.get('x-user') ?? '', // stands for whatever signs your users in
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
    (request, response) => {
      response.json({ collection: request.params.id });
    },
  );
  return app;
}
