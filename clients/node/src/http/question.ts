import type { Credential } from '../send/transport.js';

/** A request of the AuthZEN Authorization API. */
export interface HttpQuestion {
  readonly path: string;
  readonly body: string;
}

export function headersOf(credential: Credential | undefined): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json',
  };
  if (credential !== undefined) {
    headers[credential.header] = credential.value;
  }
  return headers;
}
