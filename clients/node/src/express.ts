import type { Request, RequestHandler } from 'express';
import type { Check } from './check.js';
import type { DecisionPoint } from './decisionPoint.js';
import { errorOf, refusalOf, type GuardOptions } from './guard.js';

export { decisionOf, type GuardOptions } from './guard.js';

/**
 * Lets requests pass that are permitted. Others are answered here: 403 with the reason when they are
 * denied, 503 when nobody decided.
 *
 * @param describe says what is asked about a request; what it throws goes to the error handler
 */
export function guard<P = Record<string, string>>(
  pdp: DecisionPoint,
  describe: (request: Request<P>) => Check | Promise<Check>,
  options: GuardOptions<Request<P>> = {},
): RequestHandler<P> {
  return (request, response, next) => {
    refusalOf(pdp, request, describe, response, options).then(
      (refusal) => {
        if (refusal === undefined) {
          next();
        } else {
          response.writeHead(refusal.status, refusal.headers).end(refusal.body);
        }
      },
      (e: unknown) => next(errorOf(e)),
    );
  };
}
