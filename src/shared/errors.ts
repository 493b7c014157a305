/** Every way in which a request is refused, and the tRPC status that says so on the wire. */
export const ERRORS = {
  UNAUTHENTICATED: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  BAD_ORIGIN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  RATE_LIMITED: 'TOO_MANY_REQUESTS',
  LINK_INVALID: 'BAD_REQUEST',
  PASSWORD_COMMON: 'BAD_REQUEST',
  NAME_REQUIRED: 'BAD_REQUEST',
  ROOM_FULL: 'CONFLICT',
  UNDO_EXPIRED: 'CONFLICT',
  MEDIA_UNAVAILABLE: 'SERVICE_UNAVAILABLE',
} as const;

export type ErrorCode = keyof typeof ERRORS;

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && value in ERRORS;
