import 'server-only';
import { TRPCError } from '@trpc/server';
import { ERRORS, type ErrorCode } from '@/shared/errors';

/** A refusal with a code of ours: the wire carries the code, the page has the words. */
export class AppError extends TRPCError {
  readonly appCode: ErrorCode;

  constructor(appCode: ErrorCode) {
    super({ code: ERRORS[appCode], message: appCode });
    this.appCode = appCode;
  }
}

/** Ends the request with `code`. */
export const fail = (code: ErrorCode): never => {
  throw new AppError(code);
};
