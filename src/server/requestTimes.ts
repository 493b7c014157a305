import 'server-only';

/** What requests are for, by how their path begins; the first that fits. No name of anybody's is in it. */
const KINDS = [
  ['stream', /^\/api\/trpc\/rooms\.live/],
  ['api', /^\/api\/trpc\//],
  ['upload', /^\/api\/(ingest|uploadthing)/],
  ['download', /^\/api\/files\//],
  ['sign-in', /^\/api\/(auth|sso)\//],
  ['webhook', /^\/api\/livekit/],
  ['health', /^\/api\/(health|metrics)/],
  ['asset', /^\/(_next|sounds|models|icons|favicon)/],
  ['other', /^\/api\//],
  ['page', /^\//],
] as const;
type RequestKind = (typeof KINDS)[number][0];

/** Upper bounds in seconds. */
export const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

interface Times {
  /** How many took no longer than each bound, and more than the one before. */
  buckets: number[];
  count: number;
  seconds: number;
  /** By class of status: 2xx. */
  statuses: Map<string, number>;
}

interface Ledger {
  streams: number;
  kinds: Map<RequestKind, Times>;
}

interface Done {
  url: string;
  status: number;
  seconds: number;
}

const globals = globalThis as { webmtgServed?: Ledger; webmtgRequestDone?: (done: Done) => void };

/** What this process has served since it began. */
export const served = () => (globals.webmtgServed ??= { streams: 0, kinds: new Map() });

/** Counts a live stream that is open; returns what counts it out. */
export const countStream = () => {
  const ledger = served();
  ledger.streams += 1;
  return () => {
    ledger.streams -= 1;
  };
};

const kindOf = (url: string): RequestKind => KINDS.find(([, form]) => form.test(url))?.[0] ?? 'other';

const countRequest = ({ url, status, seconds }: Done) => {
  const { kinds } = served();
  const kind = kindOf(url);
  const times = kinds.get(kind) ?? {
    buckets: BOUNDS.map(() => 0),
    count: 0,
    seconds: 0,
    statuses: new Map(),
  };
  kinds.set(kind, times);
  const bucket = BOUNDS.findIndex((bound) => seconds <= bound);
  if (bucket >= 0) times.buckets[bucket] = (times.buckets[bucket] ?? 0) + 1;
  times.count += 1;
  times.seconds += seconds;
  const group = `${Math.floor(status / 100)}xx`;
  times.statuses.set(group, (times.statuses.get(group) ?? 0) + 1);
};

/** Hands the counter to the server of web.ts. */
export const installRequestTimes = () => {
  globals.webmtgRequestDone = countRequest;
};
