import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { db, poolState } from './db';
import { env } from './env';
import { checkParts } from './health';
import { jobLag } from './jobs';
import { log } from './log';
import { BOUNDS, served } from './requestTimes';

type Labels = Record<string, string>;
type Sample = readonly [value: number, labels?: Labels, suffix?: string];

const numberOf = (value: number) => (value === Infinity ? '+Inf' : String(value));

/** One metric as Prometheus reads it (text format 0.0.4); without a sample it is left out. */
const metric = (name: string, type: 'gauge' | 'counter' | 'histogram', help: string, samples: Sample[]) => {
  if (samples.length === 0) return '';
  const lines = samples.map(([value, labels = {}, suffix = '']) => {
    const pairs = Object.entries(labels).map(([key, text]) => `${key}="${text}"`);
    return `webmtg_${name}${suffix}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${numberOf(value)}`;
  });
  return [`# HELP webmtg_${name} ${help}`, `# TYPE webmtg_${name} ${type}`, ...lines, ''].join('\n');
};

/** Milliseconds between two timers that are measured; Node counts them in. */
const RESOLUTION_MS = 20;

const globals = globalThis as { webmtgLoopDelay?: ReturnType<typeof monitorEventLoopDelay> };

/** Measures, from the first call on, how late the event loop is. */
export const watchEventLoop = () => {
  if (globals.webmtgLoopDelay) return globals.webmtgLoopDelay;
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  return (globals.webmtgLoopDelay = delay);
};

const NS_PER_SECOND = 1e9;

const eventLoopDelay = (): Sample[] => {
  const delay = watchEventLoop();
  const samples: Sample[] = [0.5, 0.99].map((quantile) => [
    Math.max(0, delay.percentile(quantile * 100) / NS_PER_SECOND - RESOLUTION_MS / 1000),
    { quantile: String(quantile) },
  ]);
  delay.reset();
  return samples;
};

/** What a part that is away can't tell is left out. */
const ifKnown = async (ask: Promise<number>): Promise<Sample[]> => {
  try {
    return [[await ask]];
  } catch (error) {
    log().warn({ error: error instanceof Error ? error.message : error }, 'a metric is not known');
    return [];
  }
};

const requestMetrics = () => {
  const kinds = [...served().kinds];
  const durations = kinds.flatMap(([kind, { buckets, count, seconds }]): Sample[] => {
    let sum = 0;
    const counts = BOUNDS.map((bound, index): Sample => {
      sum += buckets[index] ?? 0;
      return [sum, { kind, le: String(bound) }, '_bucket'];
    });
    return [
      ...counts,
      [count, { kind, le: '+Inf' }, '_bucket'],
      [seconds, { kind }, '_sum'],
      [count, { kind }, '_count'],
    ];
  });
  const totals = kinds.flatMap(([kind, { statuses }]) =>
    [...statuses].map(([status, count]): Sample => [count, { kind, status }]),
  );
  return (
    metric('requests_total', 'counter', 'Requests answered by this instance.', totals) +
    metric(
      'request_duration_seconds',
      'histogram',
      'Seconds from a request to the end of its answer.',
      durations,
    )
  );
};

/**
 * This instance's state and the deployment's, in Prometheus' text format. `webmtg_meetings`, `_participants`,
 * `_egress_queue`, `_job_lag_seconds` and `_part_up` are the same on every instance; the others are added up.
 */
export const renderMetrics = async (): Promise<string> => {
  const [parts, meetings, participants, queued, lag] = await Promise.all([
    checkParts(),
    ifKnown(db().meeting.count({ where: { endedAt: null } })),
    ifKnown(db().attendance.count({ where: { leftAt: null, meeting: { endedAt: null } } })),
    ifKnown(db().recording.count({ where: { state: 'requested' } })),
    ifKnown(jobLag()),
  ]);
  const up = Object.entries(parts).map(([part, { ok }]): Sample => [ok ? 1 : 0, { part }]);
  const pool = Object.entries(poolState()).map(([state, count]): Sample => [count, { state }]);
  return [
    metric('open_streams', 'gauge', 'Live streams that this instance has open.', [[served().streams]]),
    metric('meetings', 'gauge', 'Meetings that are going on.', meetings),
    metric('participants', 'gauge', 'People in meetings.', participants),
    metric('egress_queue', 'gauge', 'Recordings that wait for a recorder.', queued),
    metric('job_lag_seconds', 'gauge', 'Seconds that a job is overdue; +Inf if it is not planned.', lag),
    metric(
      'event_loop_delay_seconds',
      'gauge',
      'How late timers were since the last reading.',
      eventLoopDelay(),
    ),
    metric('db_pool', 'gauge', 'Connections to the database, and requests that wait for one.', pool),
    metric('part_up', 'gauge', 'Whether a part answers this instance.', up),
    requestMetrics(),
  ].join('');
};

const LOOPBACK = new Set(['127.0.0.1', '::1']);
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

const isSame = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Whether a request may read the metrics: by the token, or from this very machine without a proxy between. */
export const canReadMetrics = (headers: Headers): boolean => {
  const token = env().METRICS_TOKEN;
  const [, given] = /^Bearer ([\x21-\x7e]+)$/.exec(headers.get('authorization') ?? '') ?? [];
  if (token && given && isSame(given, token)) return true;
  // A proxy on this machine would make everybody local; it asks under the public name.
  const isLocal = LOOPBACK.has(headers.get('x-webmtg-address') ?? '');
  return isLocal && LOCAL_HOST.test(headers.get('host') ?? '');
};
