import { type ErrorCode, isErrorCode, isPassing } from '@/shared/errors';

/** More refusals that say nothing against the file: it may go through later. */
const LATER = new Set<ErrorCode>(['RATE_LIMITED', 'LINK_INVALID']);

export interface UploadFailure {
  /** Null where nobody has refused anything: a cut, or a server that is down. */
  code: ErrorCode | 'UNKNOWN' | null;
  isFinal: boolean;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** What an error of uploadthing's client means: our code is what the ingest answered, or the router's message. */
export const readUploadFailure = (error: unknown): UploadFailure => {
  const told = [field(field(error, 'data'), 'error'), field(error, 'message')].find(isErrorCode);
  if (told) return { code: told, isFinal: !LATER.has(told) && !isPassing(told) };
  const isRefused = field(error, 'code') === 'BAD_REQUEST';
  return { code: isRefused ? 'UNKNOWN' : null, isFinal: isRefused };
};
