import { type ErrorCode, isErrorCode } from '@/shared/errors';

export interface Subscriber<Event> {
  /** An event, and its id where it is one to resume from. */
  onEvent: (event: Event, id: string | null) => void;
  /** It is over: why, where the server has refused it; null for a cut, or for silence. */
  onEnd: (code: ErrorCode | null) => void;
}

/** Milliseconds without a sign of life from a server that has not said yet how often it gives one. */
const PATIENCE = 30_000;

const codeOf = (text: string): ErrorCode | null => {
  const { data } = JSON.parse(text) as { data?: { appCode?: unknown } };
  return isErrorCode(data?.appCode) ? data.appCode : null;
};

/**
 * Opens a subscription by tRPC's protocol over Server-Sent Events, and returns what closes it. tRPC's own link is one
 * module with the rest of its client, and would make every page wait for what only streams need.
 */
export const subscribe = <Event>(path: string, input: object, { onEvent, onEnd }: Subscriber<Event>) => {
  const source = new EventSource(`/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`);
  let patience = PATIENCE;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const close = () => {
    clearTimeout(timer);
    source.close();
  };
  const end = (code: ErrorCode | null) => {
    close();
    onEnd(code);
  };
  const hear = () => {
    clearTimeout(timer);
    timer = setTimeout(() => end(null), patience);
  };
  source.addEventListener('connected', ({ data }: MessageEvent<string>) => {
    const options = JSON.parse(data) as { reconnectAfterInactivityMs?: number };
    patience = options.reconnectAfterInactivityMs ?? patience;
    hear();
  });
  source.addEventListener('ping', hear);
  source.addEventListener('message', ({ data, lastEventId }) => {
    hear();
    onEvent(JSON.parse(data as string) as Event, lastEventId || null);
  });
  source.addEventListener('serialized-error', ({ data }: MessageEvent<string>) => end(codeOf(data)));
  source.addEventListener('return', () => end(null));
  source.addEventListener('error', () => end(null));
  hear();
  return close;
};
