import 'server-only';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { AppError } from './errors';

/** A refusal as the answer of a plain route, with the code as its JSON body; anything else is thrown on. */
export const asResponse = (error: unknown): Response => {
  if (!(error instanceof AppError)) throw error;
  return Response.json({ error: error.appCode }, { status: getHTTPStatusCodeFromError(error) });
};
