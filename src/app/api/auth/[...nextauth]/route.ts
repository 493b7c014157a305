import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth/next';
import { authOptions } from '@/server/auth/authOptions';
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
  const [action = ''] = (await context.params).nextauth;
  if (!ACTIONS[method].includes(action)) return new Response(null, { status: 404 });
  if (method === 'POST' && !isOurOrigin(request.headers)) return new Response(null, { status: 403 });
  const resHeaders = new Headers();
  const response: unknown = await NextAuth(request, context, authOptions(request.headers, resHeaders));
  if (!(response instanceof Response)) throw new Error('next-auth gave no response');
  for (const cookie of resHeaders.getSetCookie()) response.headers.append('set-cookie', cookie);
  return response;
};

export { handle as GET, handle as POST };
