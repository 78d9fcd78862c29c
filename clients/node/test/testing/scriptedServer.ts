import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What a scripted server does with a request; `number` counts from 1. */
export type Script = (socket: Socket, number: number, request: string) => unknown;

/** A server that does with each request what a test says, however wrong. */
export class ScriptedServer {
  requests = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(script: Script) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      let request = '';
      socket.on('error', () => undefined);
      socket.on('data', (part) => {
        request += part.toString('latin1');
        const head = request.indexOf('\r\n\r\n');
        const length = Number(/content-length: (\d+)/i.exec(request)?.[1]);
        if (head >= 0 && request.length >= head + 4 + length) {
          const whole = request;
          request = '';
          script(socket, ++this.requests, whole);
        }
      });
    });
  }

  /** @param path of a unix socket; without it a free port */
  static async start(script: Script, path?: string): Promise<ScriptedServer> {
    const scripted = new ScriptedServer(script);
    await new Promise<void>((listening) =>
      path === undefined
        ? scripted.#server.listen(0, '127.0.0.1', listening)
        : scripted.#server.listen(path, listening),
    );
    return scripted;
  }

  get address(): string {
    const bound = this.#server.address();
    return typeof bound === 'string' ? `unix:${bound}` : `http://127.0.0.1:${(bound as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#sockets.forEach((socket) => socket.destroy());
  }
}

/** A response of this status with a body of JSON. */
export function response(status: number, body: string, headers = ''): string {
  return (
    `HTTP/1.1 ${status} X\r\nContent-Type: application/json\r\n${headers}` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

/** Always that response. */
export function always(status: number, body: string, headers = ''): Script {
  return (socket) => socket.write(response(status, body, headers));
}
