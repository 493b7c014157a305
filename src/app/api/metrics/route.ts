import { canReadMetrics, renderMetrics } from '@/server/metrics';

/** The state of this instance for Prometheus; to whoever may not read it there is nothing here. */
export const GET = async ({ headers }: Request) => {
  if (!canReadMetrics(headers)) return new Response(null, { status: 404 });
  return new Response(await renderMetrics(), {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' },
  });
};
