import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { appRouter } from '@/server/router';
import { contextOfCall } from '@/server/serveCalls';

/** For `npm run dev`, where a change shows at once; else `serveCalls` answers before Next is asked. */
const handle = async (request: Request) =>
  await fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: async ({ req, resHeaders }) => await contextOfCall(req.method, req.headers, resHeaders),
  });

export { handle as GET, handle as POST };
