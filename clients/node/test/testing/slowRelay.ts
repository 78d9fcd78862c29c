import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Passes connections on to a server, and what the server says only after a while. */
export class SlowRelay {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor(host: string, port: number, delayMs: number) {
    this.#server = createServer((client) => {
      const there = connect(port, host);
      for (const [from, to] of [[client, there], [there, client]] as const) {
        this.#sockets.add(from);
        from.on('error', () => to.destroy());
        from.on('close', () => to.destroy());
      }
      client.on('data', (part) => there.write(part));
      there.on('data', (part) => setTimeout(() => client.write(part), delayMs).unref());
    });
  }

  /** @param server `127.0.0.1:8080` */
  static async to(server: string, delayMs: number): Promise<SlowRelay> {
    const [host = '', port] = server.split(':');
    const relay = new SlowRelay(host, Number(port), delayMs);
    await new Promise<void>((ready) => relay.#server.listen(0, '127.0.0.1', ready));
    return relay;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#sockets.forEach((socket) => socket.destroy());
  }
}
