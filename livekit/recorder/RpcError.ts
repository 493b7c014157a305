/** psrpc's codes that are used here; livekit-server gives them to the app as twirp's. */
export type RpcCode = 'invalid_argument' | 'not_found' | 'internal' | 'unavailable' | 'deadline_exceeded';

/** A refusal that travels to whoever called. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: RpcCode;

  constructor(code: RpcCode, message: string) {
    super(message);
    this.code = code;
  }
}
