type RpcCode =
  | 'invalid_argument'
  | 'failed_precondition'
  | 'not_found'
  | 'unavailable'
  | 'deadline_exceeded'
  | 'malformed_request'
  | 'internal';

/** An error that the other side is told, with psrpc's code for it. */
export class RpcError extends Error {
  readonly code: string;

  constructor(code: RpcCode, message: string) {
    super(message);
    this.name = 'RpcError';
    this.code = code;
  }
}
