import type { QueryClient } from '@tanstack/react-query';
import type { ErrorCode } from '@/shared/errors';
import type { Connection, LiveEvent, LiveSubject } from './LiveEvent';
import { subscribe } from './subscribe';

interface Listener {
  onEvent: (event: LiveEvent) => void;
  onConnection: (connection: Connection) => void;
}

interface Stream {
  listeners: Set<Listener>;
  connection: Connection;
  close: () => void;
  /** Opens it again where it is over. */
  revive: () => void;
}

const SLOWEST_MS = 15_000;

/** What the server's word "this changed" makes old, as the paths of procedures. */
const STALE: Record<Extract<LiveEvent, { type: 'changed' }>['what'], string[][]> = {
  room: [
    ['rooms', 'get'],
    ['rooms', 'byCode'],
    ['rooms', 'moderation', 'rules'],
    ['rooms', 'list'],
  ],
  rooms: [['rooms', 'list']],
  meetings: [
    ['rooms', 'meetings'],
    ['rooms', 'list'],
  ],
  files: [
    ['storage', 'list'],
    ['storage', 'listRoom'],
    ['storage', 'usage'],
  ],
  recordings: [
    ['rooms', 'recording'],
    ['storage', 'recordings'],
    ['storage', 'usage'],
  ],
  messages: [['chat']],
  tenant: [
    ['auth', 'tenant'],
    ['auth', 'me'],
    ['rooms', 'defaults'],
  ],
  members: [
    ['auth', 'members'],
    ['auth', 'invitations'],
    ['auth', 'me'],
  ],
  lobby: [['rooms', 'lobby']],
  people: [
    ['rooms', 'people'],
    ['rooms', 'links'],
    ['rooms', 'bars'],
  ],
};

const streams = new Map<string, Stream>();

/** The first attempt after a cut comes at once, for a stream is renewed every few minutes; the others wait longer each. */
const delayOf = (failures: number) => {
  const longest = failures === 0 ? 200 : Math.min(SLOWEST_MS, 500 * 2 ** failures);
  return longest / 2 + (Math.random() * longest) / 2;
};

/** Fetches anew what is shown. A page that was just asked for is let in first: it would be dropped for the refetch. */
const refresh = async (queries: QueryClient, path?: string[]) => {
  const filters = path ? { queryKey: [path] } : {};
  const busy = queries.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' });
  await Promise.allSettled(busy.map(async (query) => await query.promise));
  await queries.invalidateQueries(filters);
};

const OVER = new Set<ErrorCode | null>([
  'NOT_FOUND',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BARRED',
  'TENANT_SUSPENDED',
  'PROVIDER_REQUIRED',
  'TWO_STEPS_REQUIRED',
]);

const openStream = (subject: LiveSubject, queries: QueryClient): Stream => {
  const listeners = new Set<Listener>();
  let lastEventId: string | null = null;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unsubscribe: (() => void) | undefined;

  const stop = () => {
    clearTimeout(timer);
    unsubscribe?.();
  };
  const setConnection = (connection: Connection) => {
    if (stream.connection === connection) return;
    stream.connection = connection;
    for (const { onConnection } of listeners) onConnection(connection);
  };
  const end = () => {
    stream.close();
    setConnection('over');
    // What this page shows is refused from now on, and the page says so.
    void refresh(queries);
  };
  const retry = () => {
    stop();
    if (failures > 0) setConnection('lost');
    timer = setTimeout(start, delayOf(failures));
    failures += 1;
  };
  const tell = (event: LiveEvent) => {
    if (event.type === 'open') {
      failures = 0;
      // Also the first time: the page was fetched before anybody listened.
      void refresh(queries);
      setConnection('open');
    }
    if (event.type === 'changed') for (const path of STALE[event.what]) void refresh(queries, path);
    for (const { onEvent } of listeners) onEvent(event);
  };
  const start = () => {
    stop();
    unsubscribe = subscribe<LiveEvent>(
      'roomId' in subject ? 'rooms.live' : 'rooms.liveList',
      'roomId' in subject ? { ...subject, lastEventId } : subject,
      {
        onEvent: (event, id) => {
          lastEventId = id ?? lastEventId;
          tell(event);
        },
        onEnd: (code) => (OVER.has(code) ? end() : retry()),
      },
    );
  };
  const onOffline = () => {
    stop();
    setConnection('lost');
  };
  const begin = () => {
    window.addEventListener('offline', onOffline);
    window.addEventListener('online', start);
    start();
  };

  const stream: Stream = {
    listeners,
    connection: 'connecting',
    revive: () => {
      if (stream.connection !== 'over') return;
      failures = 0;
      setConnection('connecting');
      begin();
    },
    close: () => {
      stop();
      window.removeEventListener('offline', onOffline);
      window.removeEventListener('online', start);
    },
  };
  begin();
  return stream;
};

/** Opens a subject's stream again where it is over: the right to be here is back. */
export const revive = (subject: LiveSubject) => streams.get(JSON.stringify(subject))?.revive();

/** Listens to a subject's stream, of which a tab has one however many listen; returns what ends it. */
export const listenTo = (subject: LiveSubject, queries: QueryClient, listener: Listener) => {
  const key = JSON.stringify(subject);
  const stream = streams.get(key) ?? openStream(subject, queries);
  streams.set(key, stream);
  stream.listeners.add(listener);
  listener.onConnection(stream.connection);
  // Who comes later fetches what was said before, like who came first.
  if (stream.connection === 'open') listener.onEvent({ type: 'open' });
  return () => {
    stream.listeners.delete(listener);
    if (stream.listeners.size > 0) return;
    streams.delete(key);
    stream.close();
  };
};
