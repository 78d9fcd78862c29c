import { status, type ServiceError } from '@grpc/grpc-js';
import { fromJSON, type MessageTypeDefinition } from '@grpc/proto-loader';
import type { Failure, FailureKind } from '../decision.js';
import type { Reply } from '../send/transport.js';

interface RpcStatus {
  readonly details: readonly { readonly type_url: string; readonly value: Buffer }[];
}
interface RetryInfo {
  readonly retry_delay: { readonly seconds: number; readonly nanos: number } | null;
}

/** As much of google.rpc as is read here; it comes beside a status, and no library for it is small. */
const RPC = fromJSON(
  {
    nested: {
      Any: { fields: { type_url: { type: 'string', id: 1 }, value: { type: 'bytes', id: 2 } } },
      Status: { fields: { details: { rule: 'repeated', type: 'Any', id: 3 } } },
      Duration: { fields: { seconds: { type: 'int64', id: 1 }, nanos: { type: 'int32', id: 2 } } },
      RetryInfo: { fields: { retry_delay: { type: 'Duration', id: 1 } } },
    },
  },
  { keepCase: true, longs: Number, defaults: true },
);
const STATUS = RPC['Status'] as MessageTypeDefinition<object, RpcStatus>;
const RETRY_INFO = RPC['RetryInfo'] as MessageTypeDefinition<object, RetryInfo>;

/** What a status other than OK means. */
export function replyTo(error: ServiceError): Reply<never> {
  const retryAfter = error.code === status.RESOURCE_EXHAUSTED ? retryDelay(error) : undefined;
  const kind = kindOf(error.code, retryAfter !== undefined);
  const invalid = kind === 'invalid_request';
  const failure: Failure = {
    kind,
    problem: `gRPC ${status[error.code] ?? error.code}: ${error.details}`,
    field: (invalid && /^([\w.[\]-]+): /.exec(error.details)?.[1]) || '',
  };
  return {
    failure,
    retriable: !invalid && kind !== 'caller_refused',
    retryAfter: retryAfter ?? 0,
  };
}

function kindOf(code: status, retryInfo: boolean): FailureKind {
  switch (code) {
    case status.INVALID_ARGUMENT:
    case status.UNIMPLEMENTED:
    case status.NOT_FOUND:
    case status.OUT_OF_RANGE:
    case status.FAILED_PRECONDITION:
      return 'invalid_request';
    case status.UNAUTHENTICATED:
    case status.PERMISSION_DENIED:
      return 'caller_refused';
    case status.RESOURCE_EXHAUSTED:
      return retryInfo ? 'overloaded' : 'invalid_request';
    case status.DEADLINE_EXCEEDED:
      return 'timed_out';
    case status.UNAVAILABLE:
    case status.CANCELLED:
      return 'unreachable';
    default:
      return 'server_failed';
  }
}

/** How many milliseconds a google.rpc.RetryInfo asks to wait; undefined when there is none. */
function retryDelay(error: ServiceError): number | undefined {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  if (!Buffer.isBuffer(bytes)) {
    return undefined;
  }
  try {
    const info = STATUS.deserialize(bytes).details.find(({ type_url }) =>
      type_url.endsWith('/google.rpc.RetryInfo'),
    );
    const delay = info && RETRY_INFO.deserialize(info.value).retry_delay;
    return info && (delay ? delay.seconds * 1000 + delay.nanos / 1e6 : 0);
  } catch {
    return undefined;
  }
}
