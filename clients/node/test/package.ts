import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { HOME } from './testing/serverProcess.js';

const read = (path: string): string => readFileSync(join(HOME, path), 'utf8');

function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  assert.equal(status, 0, `${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

describe('the package', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'portreeve-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('holds what its entry points need, and serves whoever installs it', () => {
    // What runs before packing has run already.
    const packed = run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], HOME);
    const [{ filename, files }] = JSON.parse(packed) as [
      { filename: string; files: { path: string }[] },
    ];
    const paths = files.map(({ path }) => path);
    assert.ok(paths.includes('dist/proto/portreeve/v1/decision.proto'));
    assert.deepEqual(
      paths.filter((path) => !/^(dist\/(.*\.(js|d\.ts|proto)|LICENSE)|package\.json|README\.md)$/.test(path)),
      [],
    );

    const modules = join(folder, 'consumer/node_modules');
    const installed = join(modules, '@portreeve/client');
    mkdirSync(installed, { recursive: true });
    run('tar', ['xzf', join(folder, filename), '--strip-components=1', '-C', installed], folder);
    const consumer = join(folder, 'consumer');
    const use = 'new HttpDecisionPoint({addresses: "http://127.0.0.1:1"}).close();';
    run('node', ['-e', `const {HttpDecisionPoint} = require("@portreeve/client"); ${use}`], consumer);
    run(
      'node',
      ['--input-type=module', '-e', `import {HttpDecisionPoint} from "@portreeve/client"; ${use}`],
      consumer,
    );

    symlinkSync(join(HOME, 'node_modules/@grpc'), join(modules, '@grpc'));
    run(
      'node',
      [
        '--input-type=module',
        '-e',
        'import {GrpcDecisionPoint} from "@portreeve/client/grpc";' +
          'import {guard} from "@portreeve/client/express";' +
          'import {guard as hook} from "@portreeve/client/fastify";' +
          'new GrpcDecisionPoint({addresses: "http://127.0.0.1:1"}).close();',
      ],
      consumer,
    );
  });

  it('has the version of the build', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    assert.ok(read('pom.xml').includes(`<version>${version}</version>`), version);
  });

  it('is built from packages whose lock names no registry', () => {
    assert.doesNotMatch(read('package-lock.json'), /"resolved"/);
    assert.match(read('package-lock.json'), /"integrity"/);
  });
});
