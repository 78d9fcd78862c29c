import { HttpDecisionPoint, type ClientOptions, type DecisionPoint } from '@portreeve/client';
import { GrpcDecisionPoint } from '@portreeve/client/grpc';

/** Long enough for a machine that others use. */
export const PATIENCE_MS = 30_000;

/** The ways to ask a server, by name. */
export const CLIENTS: readonly (readonly [string, (options: ClientOptions) => DecisionPoint])[] = [
  ['HTTP', (options) => new HttpDecisionPoint(options)],
  ['gRPC', (options) => new GrpcDecisionPoint(options)],
];

/** What comes of a client, which is closed then. */
export async function using<T>(
  client: DecisionPoint,
  asked: (client: DecisionPoint) => Promise<T>,
): Promise<T> {
  try {
    return await asked(client);
  } finally {
    client.close();
  }
}
