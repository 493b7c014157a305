import { TRPCClientError } from '@trpc/client';
import type { AppRouter } from '@/server/router';
import { type ErrorCode, isErrorCode } from '@/shared/errors';

const dataOf = (error: unknown) =>
  error instanceof TRPCClientError ? (error as TRPCClientError<AppRouter>).data : null;

/** Why a request was refused, as a key of `errors` in messages; null for what nobody foresaw. */
export const appCodeOf = (error: unknown): ErrorCode | null => {
  const code = dataOf(error)?.appCode;
  return isErrorCode(code) ? code : null;
};

/** For each field of the input that the server refused, the key of `fields` in messages. */
export const fieldErrorsOf = (error: unknown): Record<string, string> => dataOf(error)?.fields ?? {};

/** Whether the server was not reached at all. */
export const isOffline = (error: unknown) => error instanceof TRPCClientError && !dataOf(error);
