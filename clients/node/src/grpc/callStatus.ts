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
interface BadRequest {
  readonly field_violations: readonly { readonly field: string }[];
}

/** As much of google.rpc as is read here; it comes beside a status, and no library for it is small. */
const RPC = fromJSON(
  {
    nested: {
      Any: { fields: { type_url: { type: 'string', id: 1 }, value: { type: 'bytes', id: 2 } } },
      Status: { fields: { details: { rule: 'repeated', type: 'Any', id: 3 } } },
      Duration: { fields: { seconds: { type: 'int64', id: 1 }, nanos: { type: 'int32', id: 2 } } },
      RetryInfo: { fields: { retry_delay: { type: 'Duration', id: 1 } } },
      FieldViolation: { fields: { field: { type: 'string', id: 1 } } },
      BadRequest: {
        fields: { field_violations: { rule: 'repeated', type: 'FieldViolation', id: 1 } },
      },
    },
  },
  { keepCase: true, longs: Number, defaults: true },
);
/** How @grpc/grpc-js begins the details of a call that found no connection to be sent over. */
const NO_CONNECTION = 'No connection established';

const STATUS = RPC['Status'] as MessageTypeDefinition<object, RpcStatus>;
const RETRY_INFO = RPC['RetryInfo'] as MessageTypeDefinition<object, RetryInfo>;
const BAD_REQUEST = RPC['BadRequest'] as MessageTypeDefinition<object, BadRequest>;

/** What a status other than OK means. */
export function replyTo(error: ServiceError): Reply<never> {
  const retryAfter = error.code === status.RESOURCE_EXHAUSTED ? retryDelay(error) : undefined;
  const kind = kindOf(error.code, retryAfter !== undefined);
  const invalid = kind === 'invalid_request';
  const refused = invalid || kind === 'caller_refused';
  const failure: Failure = {
    kind,
    problem: `gRPC ${status[error.code] ?? error.code}: ${error.details}`,
    field: refused ? fieldOf(error) : '',
  };
  return {
    failure,
    retriable: !refused,
    undecided: error.details.startsWith(NO_CONNECTION),
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

/** The field at fault: from the details, or else from the beginning of the message. */
function fieldOf(error: ServiceError): string {
  const violation = detail(error, 'BadRequest', BAD_REQUEST)?.field_violations[0];
  return violation?.field ?? /^([\w.[\]-]+): /.exec(error.details)?.[1] ?? '';
}

/** How many milliseconds a google.rpc.RetryInfo asks to wait; undefined when there is none. */
function retryDelay(error: ServiceError): number | undefined {
  const info = detail(error, 'RetryInfo', RETRY_INFO);
  const delay = info?.retry_delay;
  return info && (delay ? delay.seconds * 1000 + delay.nanos / 1e6 : 0);
}

/** The first detail of this type; undefined when there is none that can be read. */
function detail<T>(
  error: ServiceError,
  name: string,
  type: MessageTypeDefinition<object, T>,
): T | undefined {
  const [bytes] = error.metadata?.get('grpc-status-details-bin') ?? [];
  if (!Buffer.isBuffer(bytes)) {
    return undefined;
  }
  try {
    const found = STATUS.deserialize(bytes).details.find(({ type_url }) =>
      type_url.endsWith(`/google.rpc.${name}`),
    );
    return found && type.deserialize(found.value);
  } catch {
    return undefined;
  }
}
