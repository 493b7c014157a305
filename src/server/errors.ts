import 'server-only';
import { TRPCError } from '@trpc/server';
import { ERRORS, type ErrorCode, isPassing } from '@/shared/errors';

/** A refusal with a code of ours: the wire carries the code, the page has the words. */
export class AppError extends TRPCError {
  readonly appCode: ErrorCode;
  /** All that Next tells a page of an error in a server component: one that passes is waited for there. */
  readonly digest?: string;

  constructor(appCode: ErrorCode) {
    super({ code: ERRORS[appCode], message: appCode });
    this.appCode = appCode;
    if (isPassing(appCode)) this.digest = appCode;
  }
}

/** Ends the request with `code`. */
export const fail = (code: ErrorCode): never => {
  throw new AppError(code);
};
