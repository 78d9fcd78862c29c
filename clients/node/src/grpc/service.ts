import { join } from 'node:path';
import type { ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { Method } from './grpcTransport.js';
import type { CheckBatchResponse, CheckResponse } from './messages.js';

const FILES = join(__dirname, '..', 'proto');

/** How portreeve.v1.DecisionService is asked. */
export interface DecisionService {
  readonly check: Method<CheckResponse>;
  readonly checkBatch: Method<CheckBatchResponse>;
}

/** The service as the `.proto` file of the package describes it. */
export function decisionService(): DecisionService {
  const all = loadSync('portreeve/v1/decision.proto', {
    includeDirs: [FILES],
    keepCase: true,
    enums: String,
    defaults: true,
  });
  const service = all['portreeve.v1.DecisionService'] as ServiceDefinition;
  return {
    check: service['Check'] as DecisionService['check'],
    checkBatch: service['CheckBatch'] as DecisionService['checkBatch'],
  };
}
