import { HttpDecisionPoint } from '@portreeve/client';
import { exportsByExpress } from './express.js';
import { exportsByFastify } from './fastify.js';

// `./portreeve serve` first; then:  curl -i -H 'x-user: eve' localhost:3000/teams/acme/collections/c1/export
const pdp = new HttpDecisionPoint({ addresses: process.env['PDP'] ?? 'http://127.0.0.1:8080' });
exportsByExpress(pdp).listen(3000, '127.0.0.1', () => console.log('Express on 127.0.0.1:3000'));
void exportsByFastify(pdp)
  .listen({ port: 3001 })
  .then((at) => console.log(`Fastify on ${at}`));
