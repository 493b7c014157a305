import { TRPCClientError } from '@trpc/client';
import type { AppRouter } from '@/server/router';
import { type ErrorCode, isErrorCode, isPassing } from '@/shared/errors';

const dataOf = (error: unknown) =>
  error instanceof TRPCClientError ? (error as TRPCClientError<AppRouter>).data : null;

/** Why a request was refused, as a key of `errors` in messages; null for what nobody foresaw. */
export const appCodeOf = (error: unknown): ErrorCode | null => {
  const data = dataOf(error);
  if (isErrorCode(data?.appCode)) return data.appCode;
  // So says the gateway, in the place of a web server that is away.
  return data?.code === 'SERVICE_UNAVAILABLE' ? 'UNAVAILABLE' : null;
};

/** For each field of the input that the server refused, the key of `fields` in messages. */
export const fieldErrorsOf = (error: unknown): Record<string, string> => dataOf(error)?.fields ?? {};

/** Whether the server was not reached at all. */
export const isOffline = (error: unknown) => error instanceof TRPCClientError && !dataOf(error);

/** What is away, where that alone is why a request failed: the same request goes through when it is back. */
export const outageOf = (error: unknown): ErrorCode | 'OFFLINE' | null => {
  const code = appCodeOf(error);
  if (code === null) return isOffline(error) ? 'OFFLINE' : null;
  return isPassing(code) ? code : null;
};
