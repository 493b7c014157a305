import 'server-only';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { AppError } from './errors';
import { namingPart } from './outage';

/** A refusal as the answer of a plain route, with the code as its JSON body; anything else is thrown on. */
export const asResponse = (cause: unknown): Response => {
  const error = namingPart(cause);
  if (!(error instanceof AppError)) throw error;
  return Response.json({ error: error.appCode }, { status: getHTTPStatusCodeFromError(error) });
};
