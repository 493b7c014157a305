import 'server-only';
import type { NextApiRequest, NextApiResponse } from 'next';
import type { NextRequest } from 'next/server';
import type { AuthOptions } from 'next-auth';
import NextAuth from 'next-auth/next';
import { originOf } from '../origin';

/** What next-auth writes its answer into. */
const answerSheet = () => {
  const headers = new Headers();
  const state = { status: 200, body: null as string | null };
  const sheet = {
    status: (status: number) => {
      state.status = status;
      return sheet;
    },
    getHeader: (name: string) => (name === 'Set-Cookie' ? headers.getSetCookie() : headers.get(name)),
    setHeader: (name: string, value: string | string[]) => {
      headers.delete(name);
      for (const one of [value].flat()) headers.append(name, one);
      return sheet;
    },
    json: (body: unknown) => {
      headers.set('content-type', 'application/json');
      state.body = JSON.stringify(body);
    },
    send: (body: unknown) => {
      if (body === undefined || body === null) return;
      if (typeof body === 'string') state.body = body;
      else sheet.json(body);
    },
    end: () => undefined,
  };
  return { sheet, response: () => new Response(state.body, { status: state.status, headers }) };
};

const bodyOf = async (request: NextRequest) =>
  request.method === 'POST' ? Object.fromEntries(new URLSearchParams(await request.text())) : undefined;

/**
 * next-auth's answer to one request. It takes its origin from NEXTAUTH_URL, one for the whole process, or from the
 * forwarding headers of the request that it is given: so it is given one whose headers say the origin that we have
 * found ourselves, and no two requests share anything.
 */
export const answerAuth = async (
  request: NextRequest,
  path: string[],
  options: AuthOptions,
): Promise<Response> => {
  const { host, protocol } = new URL(await originOf(request.headers));
  const asked = {
    method: request.method,
    headers: {
      ...Object.fromEntries(request.headers),
      'x-forwarded-host': host,
      'x-forwarded-proto': protocol.slice(0, -1),
    },
    cookies: Object.fromEntries(request.cookies.getAll().map(({ name, value }) => [name, value])),
    query: { ...Object.fromEntries(request.nextUrl.searchParams), nextauth: path },
    body: await bodyOf(request),
  };
  const { sheet, response } = answerSheet();
  // The handler for Next's older routes uses nothing of the two but what is here.
  await NextAuth(asked as unknown as NextApiRequest, sheet as unknown as NextApiResponse, options);
  return response();
};
