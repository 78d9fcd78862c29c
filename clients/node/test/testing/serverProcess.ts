import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import type { Socket } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { eventually } from './eventually.js';

/** clients/node of the checkout; tests are run there. */
export const HOME = process.cwd();

/** A policy set that has an answer of each kind; the clients for Java ask it, too. */
const DESK = resolve(HOME, '../java/src/test/resources/sets/desk');

/** How a server is started; the build says it, so that nothing is built twice. */
const COMMAND = JSON.parse(
  process.env['SERVER_COMMAND'] ?? JSON.stringify([resolve(HOME, '../../portreeve')]),
) as [string, ...string[]];

/** `portreeve serve` as a process of its own, which can be stopped and killed. */
export class ServerProcess {
  private constructor(
    private readonly process: ChildProcess,
    /** Where it listens, as an option of the server. */
    readonly listen: string,
  ) {}

  /**
   * Serves a policy set and waits until checks are answered.
   *
   * @param listen `127.0.0.1:0` or `unix:/path`
   */
  static async start(listen: string, more: readonly string[] = [], set = DESK): Promise<ServerProcess> {
    const [program, ...prefix] = COMMAND;
    const args = ['serve', '--policies', set, '--listen', listen, '--cache', 'off'];
    const child = spawn(
      program,
      [...prefix, ...args, '--management', '127.0.0.1:0', ...more],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    process.once('exit', () => child.kill('SIGKILL'));
    for await (const line of createInterface({ input: child.stdout })) {
      const ready = /^portreeve ready listen=(\S+) /.exec(line);
      if (ready?.[1] !== undefined) {
        child.stdout.resume();
        // It ends with this process; nobody need wait for that.
        child.unref();
        (child.stdout as Socket).unref();
        return new ServerProcess(child, ready[1]);
      }
    }
    throw new Error('the server ended before it was ready');
  }

  /** Where it listens, as an address of the client. */
  get address(): string {
    return this.listen.startsWith('unix:') ? this.listen : `http://${this.listen}`;
  }

  /** Sends SIGSTOP and waits until it counts: its sockets stay open, and nobody answers. */
  async pause(): Promise<void> {
    this.process.kill('SIGSTOP');
    await eventually(() => this.threads().every((state) => state === 'T'));
  }

  resume(): void {
    this.process.kill('SIGCONT');
  }

  /** Asks it to drain and end. */
  terminate(): void {
    this.process.kill('SIGTERM');
  }

  kill(): Promise<void> {
    this.process.kill('SIGKILL');
    return this.ended();
  }

  async ended(): Promise<void> {
    this.process.ref();
    if (this.process.exitCode === null && this.process.signalCode === null) {
      await once(this.process, 'exit');
    }
  }

  /** The state of each thread; one that runs takes note of a signal later. */
  private threads(): string[] {
    const folder = `/proc/${this.process.pid}/task`;
    return readdirSync(folder).map((thread) => {
      const stat = readFileSync(`${folder}/${thread}/stat`, 'utf8');
      return stat.charAt(stat.lastIndexOf(')') + 2);
    });
  }
}

let desk: Promise<ServerProcess> | undefined;

/** A server that all tests share, so that none may stop it. */
export function deskServer(): Promise<ServerProcess> {
  desk ??= ServerProcess.start('127.0.0.1:0');
  return desk;
}
