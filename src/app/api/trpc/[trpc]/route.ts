import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { createContext } from '@/server/context';
import { fail } from '@/server/errors';
import { isOurOrigin } from '@/server/origin';
import { appRouter } from '@/server/router';

const handle = async (request: Request) =>
  await fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: async ({ req, resHeaders }) => {
      if (req.method !== 'GET' && !(await isOurOrigin(req.headers))) fail('BAD_ORIGIN');
      return await createContext(req.headers, resHeaders);
    },
  });

export { handle as GET, handle as POST };
