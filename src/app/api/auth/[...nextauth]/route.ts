import type { NextRequest } from 'next/server';
import { answerAuth } from '@/server/auth/answerAuth';
import { authOptions } from '@/server/auth/authOptions';
import { hostTenantOf } from '@/server/hostTenant';
import { isOurOrigin } from '@/server/origin';

/** What we use of next-auth; its other actions (its own pages, its log over the network) aren't served. */
const ACTIONS = {
  GET: ['callback', 'csrf', 'error', 'providers', 'signin'],
  POST: ['callback', 'signin', 'signout'],
};

interface RouteContext {
  params: Promise<{ nextauth: string[] }>;
}

const handle = async (request: NextRequest, context: RouteContext): Promise<Response> => {
  const method = request.method === 'POST' ? 'POST' : 'GET';
  const path = (await context.params).nextauth;
  const [action = ''] = path;
  if (!ACTIONS[method].includes(action)) return new Response(null, { status: 404 });
  if (method === 'POST' && !(await isOurOrigin(request.headers))) return new Response(null, { status: 403 });
  const resHeaders = new Headers();
  const host = await hostTenantOf(request.headers);
  const response = await answerAuth(request, path, authOptions(request.headers, resHeaders, host));
  for (const cookie of resHeaders.getSetCookie()) response.headers.append('set-cookie', cookie);
  return response;
};

export { handle as GET, handle as POST };
