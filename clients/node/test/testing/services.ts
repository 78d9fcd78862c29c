import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import type { FastifyInstance } from 'fastify';
import type { DecisionPoint } from '@portreeve/client';
import { exportsByExpress } from '../../example/express.js';
import { exportsByFastify } from '../../example/fastify.js';

/** A service that is ready for requests. */
export interface Service {
  readonly base: string;
  close(): unknown;
}

/** Serves on a free port. */
export async function byExpress(app: Express): Promise<Service> {
  const server = await new Promise<ReturnType<typeof app.listen>>((ready) => {
    const listening = app.listen(0, '127.0.0.1', () => ready(listening));
  });
  const { port } = server.address() as AddressInfo;
  return { base: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** Serves on a free port. */
export async function byFastify(app: FastifyInstance): Promise<Service> {
  return { base: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
}

/** The examples, by the name of their framework. */
export const EXAMPLES: readonly (readonly [string, (pdp: DecisionPoint) => Promise<Service>])[] = [
  ['Express', (pdp) => byExpress(exportsByExpress(pdp))],
  ['Fastify', (pdp) => byFastify(exportsByFastify(pdp))],
];
