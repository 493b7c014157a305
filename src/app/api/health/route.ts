import { isServing, readiness } from '@/server/health';

/**
 * For whoever watches: whether every part that the process needs answers. `?serving` is for balancers, as all instances
 * lose a part together: whether this one takes requests. `?live` says that the process answers.
 */
export const GET = async (request: Request) => {
  const headers = { 'cache-control': 'no-store' };
  const { searchParams } = new URL(request.url);
  if (searchParams.has('live')) return Response.json({ live: true }, { headers });
  if (searchParams.has('serving')) {
    const serving = isServing();
    return Response.json({ live: true, serving }, { status: serving ? 200 : 503, headers });
  }
  const state = await readiness();
  return Response.json({ live: true, ...state }, { status: state.ready ? 200 : 503, headers });
};
