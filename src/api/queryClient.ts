import { defaultShouldDehydrateQuery, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import type { ErrorCode } from '@/shared/errors';
import { appCodeOf, fieldErrorsOf, outageOf } from './appError';
import { retryDelay } from '@/shared/retryDelay';

declare module '@tanstack/react-query' {
  interface Register {
    /** `handles`: the codes that the component mends itself; 'all' where it shows every error. */
    queryMeta: { handles?: readonly ErrorCode[] | 'all' };
    mutationMeta: { handles?: readonly ErrorCode[] | 'all' };
  }
}

type Meta = { handles?: readonly ErrorCode[] | 'all' } | undefined;

const isHandled = (error: unknown, meta: Meta) => {
  if (meta?.handles === 'all' || Object.keys(fieldErrorsOf(error)).length > 0) return true;
  const code = appCodeOf(error);
  return code !== null && (meta?.handles?.includes(code) ?? false);
};

/**
 * A query client whose every unhandled error reaches `onError`, the one place that tells people. What fails because some
 * part is away is asked for until it is back; `onOutage` hears of it from the third failure on.
 */
export const createQueryClient = (onError: (error: unknown) => void, onOutage = () => undefined as void) =>
  new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (!isHandled(error, query.meta)) onError(error);
      },
    }),
    mutationCache: new MutationCache({
      onError: (error, _input, _context, mutation) => {
        if (!isHandled(error, mutation.meta)) onError(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => {
          if (outageOf(error) === null) return failures < 2 && appCodeOf(error) === null;
          // What mends itself in a second or two is not worth a word.
          if (failures > 1) onOutage();
          return true;
        },
        retryDelay: (failures) => retryDelay(failures + 1, Math.random()),
      },
      dehydrate: { shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) },
    },
  });
