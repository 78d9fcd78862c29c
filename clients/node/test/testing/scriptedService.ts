import { resolve } from 'node:path';
import {
  Metadata,
  Server,
  ServerCredentials,
  type handleUnaryCall,
  type ServiceDefinition,
  type StatusObject,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { HOME } from './serverProcess.js';

/** What comes of a call: an answer, or a status. */
export type Said = object | Partial<StatusObject>;

/** A call as the server read it. */
export interface Call {
  readonly number: number;
  readonly request: { readonly [member: string]: unknown };
  readonly metadata: Metadata;
}

/** portreeve.v1.DecisionService that answers each call as a test says; undefined is never. */
export class ScriptedService {
  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  static async start(
    script: (call: Call) => Said | undefined,
    secured = ServerCredentials.createInsecure(),
    scheme = 'http',
  ): Promise<ScriptedService> {
    const all = loadSync('portreeve/v1/decision.proto', {
      includeDirs: [resolve(HOME, '../../proto/src/main/proto')],
      keepCase: true,
    });
    let calls = 0;
    const answer: handleUnaryCall<Call['request'], object> = ({ request, metadata }, tell) => {
      const said = script({ number: ++calls, request, metadata });
      if (said !== undefined) {
        tell('code' in said ? said : null, said);
      }
    };
    const server = new Server();
    server.addService(all['portreeve.v1.DecisionService'] as ServiceDefinition, {
      Check: answer,
      CheckBatch: answer,
    });
    const port = await new Promise<number>((bound, failed) =>
      server.bindAsync('127.0.0.1:0', secured, (e, at) => (e === null ? bound(at) : failed(e))),
    );
    return new ScriptedService(server, `${scheme}://localhost:${port}`);
  }

  close(): void {
    this.server.forceShutdown();
  }
}
