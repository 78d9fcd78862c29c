import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ServerCredentials } from '@grpc/grpc-js';
import { HttpDecisionPoint, type DecisionPoint, type TlsOptions } from '@portreeve/client';
import { GrpcDecisionPoint } from '@portreeve/client/grpc';
import { PATIENCE_MS, using } from './testing/clients.js';
import { PERMITTED } from './testing/desk.js';
import { ScriptedService } from './testing/scriptedService.js';

const CI = process.env['PORTREEVE_CI'] === 'true';
const OPENSSL = spawnSync('openssl', ['version']).status === 0;

describe('servers that want a certificate', { skip: !OPENSSL && !CI && 'no openssl' }, () => {
  let folder: string;
  let cert: Buffer;
  let key: Buffer;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'portreeve-'));
    const made = spawnSync(
      'openssl',
      [
        ...'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2'.split(' '),
        ...'-subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout k -out c'.split(' '),
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    assert.equal(made.status, 0, made.stderr);
    cert = readFileSync(join(folder, 'c'));
    key = readFileSync(join(folder, 'k'));
  });
  after(() => rmSync(folder, { recursive: true }));

  /**
   * Permitted with authority and certificate, and not without one of them. In TLS 1.3 a client has
   * sent its request before the server refuses, which breaks off at one point or another.
   */
  async function holds(create: (tls: TlsOptions | undefined) => DecisionPoint): Promise<void> {
    const asked = (tls: TlsOptions | undefined) => using(create(tls), (pdp) => pdp.check(PERMITTED));
    assert.equal(String(await asked({ ca: cert, cert, key })), 'permit');
    for (const tls of [{ ca: cert }, { cert, key }, undefined]) {
      const { permitted, failure } = await asked(tls);
      assert.equal(permitted, false);
      assert.match(failure?.kind ?? 'decided', /^(unreachable|server_failed|timed_out)$/);
    }
  }

  it('are asked over HTTPS', async () => {
    const options = { cert, key, ca: cert, requestCert: true };
    const server = createServer(options, (request, response) => {
      request.resume();
      response.end('{"decision": true}');
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const addresses = `https://localhost:${(server.address() as AddressInfo).port}`;
    await holds((tls) => new HttpDecisionPoint({ addresses, tls, deadline: PATIENCE_MS, attempts: 1 }));
    server.close();
  });

  it('are asked by gRPC', async () => {
    const server = await ScriptedService.start(
      () => ({ decision: true, outcome: 'OUTCOME_PERMIT' }),
      ServerCredentials.createSsl(cert, [{ private_key: key, cert_chain: cert }], true),
      'https',
    );
    const { address: addresses } = server;
    await holds((tls) => new GrpcDecisionPoint({ addresses, tls, deadline: PATIENCE_MS, attempts: 1 }));
    server.close();
  });
});
