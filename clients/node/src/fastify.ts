import type { FastifyReply, FastifyRequest, RouteGenericInterface } from 'fastify';
import type { Check } from './check.js';
import type { DecisionPoint } from './decisionPoint.js';
import { errorOf, refusalOf, type GuardOptions } from './guard.js';

export { decisionOf, type GuardOptions } from './guard.js';

/**
 * A `preHandler` that lets requests pass that are permitted. Others are answered here: 403 with the
 * reason when they are denied, 503 when nobody decided.
 *
 * @param describe says what is asked about a request; what it throws goes to the error handler
 */
export function guard<G extends RouteGenericInterface = RouteGenericInterface>(
  pdp: DecisionPoint,
  describe: (request: FastifyRequest<G>) => Check | Promise<Check>,
  options: GuardOptions<FastifyRequest<G>> = {},
): (request: FastifyRequest<G>, reply: FastifyReply) => Promise<FastifyReply | undefined> {
  return async (request, reply) => {
    const refusal = await refusalOf(pdp, request, describe, reply.raw, options).catch((e: unknown) => {
      throw errorOf(e);
    });
    return refusal && reply.code(refusal.status).headers(refusal.headers).send(refusal.body);
  };
}
