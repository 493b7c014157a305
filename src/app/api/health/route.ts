import { readiness } from '@/server/health';

/** `?live` says that the process answers; without it, whether every part that it needs does too. */
export const GET = async (request: Request) => {
  const headers = { 'cache-control': 'no-store' };
  if (new URL(request.url).searchParams.has('live')) return Response.json({ live: true }, { headers });
  const state = await readiness();
  return Response.json({ live: true, ...state }, { status: state.ready ? 200 : 503, headers });
};
