import type { LiveEvent, Message, MessagePage } from '@/api/LiveEvent';
import { retryDelay } from '@/shared/retryDelay';
import { createMessageWindow } from './createMessageWindow';
import { createOutbox, type Failure, failureOf, isWaiting, type Outgoing, type Send } from './createOutbox';

export interface ChatSnapshot {
  /** A stretch without a gap, oldest first. */
  messages: readonly Message[];
  outgoing: readonly Outgoing[];
  hasOlder: boolean;
  hasNewer: boolean;
  isLoaded: boolean;
  /** Why the last page did not come. */
  failure: Failure | null;
  unread: number;
  /** The position after which what was unread begins. */
  newAfter: string | null;
  /** The last thing that happened is that older ones were put before the others. */
  isPrepended: boolean;
  /** What was just asked to be brought into view; a new object each time. */
  target: { id: string | null } | null;
}

export interface ChatApi {
  list: (place: { before?: string; after?: string; around?: string }) => Promise<MessagePage>;
  send: Send;
}

interface Marker {
  read: () => string | null;
  write: (position: string) => void;
}

/** Milliseconds for which what was jumped to stands out. */
const MARKED_MS = 2_000;

type Place = 'newest' | 'older' | 'newer' | 'around';

/** One room's conversation as this tab knows it. */
export const createChatStore = (selfId: string, { list, send }: ChatApi, marker: Marker) => {
  const said = createMessageWindow();
  const listeners = new Set<() => void>();
  const arrivalListeners = new Set<(message: Message) => void>();
  const loading = new Set<Place>();
  /** Counts the moves of the stretch: a page that was asked for before one belongs nowhere. */
  let moves = 0;
  let isLoaded = false;
  let isKept = true;
  let isWatched = false;
  let failure: Failure | null = null;
  let readTo: string | null = marker.read();
  let newAfter: string | null = null;
  let target: ChatSnapshot['target'] = null;
  /** What the stream told while everything is fetched anew. */
  let meanwhile: Message[] | null = null;

  const unread = () =>
    readTo === null
      ? 0
      : said.after(readTo).filter(({ authorId, deletedAt }) => authorId !== selfId && deletedAt === null)
          .length;

  const look = (isPrepended = false): ChatSnapshot => ({
    messages: said.shown(),
    outgoing: outbox.get(),
    hasOlder: isLoaded && said.hasOlder(),
    hasNewer: isLoaded && said.hasNewer(),
    isLoaded,
    failure,
    unread: unread(),
    newAfter,
    isPrepended,
    target,
  });
  const emit = (isPrepended = false) => {
    snapshot = look(isPrepended);
    for (const listener of listeners) listener();
  };

  const outbox = createOutbox(send, (arrived) => {
    if (arrived) said.upsert([arrived]);
    emit();
  });
  let snapshot = look();

  const markRead = () => {
    const position = said.newest()?.position ?? '';
    if (said.hasNewer() || position === readTo) return;
    readTo = position;
    marker.write(position);
  };

  const load = async (place: Place, where: Parameters<ChatApi['list']>[0]) => {
    if (loading.has(place) && (place === 'older' || place === 'newer')) return;
    if (place === 'newest' || place === 'around') moves += 1;
    const move = moves;
    loading.add(place);
    let isShown = false;
    try {
      const page = await list(where);
      if (move !== moves) return;
      if (meanwhile) said.reset(meanwhile);
      meanwhile = null;
      said.show(page, place);
      isShown = true;
      failure = null;
      if (!isLoaded) {
        isLoaded = true;
        if (readTo === null) markRead();
        else if (unread() > 0) newAfter = readTo;
      }
    } catch (error) {
      if (move !== moves) return;
      failure = failureOf(error);
      if (isWaiting(failure) && place === 'newest')
        setTimeout(() => move === moves && void load('newest', {}), retryDelay(2, Math.random()));
    } finally {
      loading.delete(place);
      emit(isShown && place === 'older');
    }
  };

  const receive = (message: Message) => {
    const isNews = isLoaded && said.isNews(message);
    const isFirst = unread() === 0;
    said.upsert([message]);
    meanwhile?.push(message);
    outbox.settle(message.id);
    if (isWatched) markRead();
    else if (isNews && isFirst && unread() > 0) newAfter = readTo;
    emit();
    if (!isNews || message.authorId === selfId || message.deletedAt !== null) return;
    for (const listener of arrivalListeners) listener(message);
  };

  const scrollTo = (id: string | null) => {
    const asked = { id };
    target = asked;
    emit();
    setTimeout(() => {
      if (target !== asked) return;
      target = null;
      emit();
    }, MARKED_MS);
  };

  const toNewest = async () => {
    if (said.hasNewer()) await load('newest', {});
    scrollTo(null);
  };

  return {
    get: () => snapshot,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Hears of each message of somebody else once. */
    onArrival: (listener: (message: Message) => void) => {
      arrivalListeners.add(listener);
      return () => void arrivalListeners.delete(listener);
    },
    find: said.get,
    authors: said.authors,
    onEvent: (event: LiveEvent) => {
      if (event.type === 'message') receive(event.message);
      if (event.type === 'open') {
        if (!isLoaded) void load('newest', {});
        outbox.retryUnreached();
      }
      if (event.type === 'changed' && event.what === 'messages' && isKept) {
        meanwhile = [];
        void load('newest', {});
      }
    },
    setKept: (value: boolean) => {
      isKept = value;
    },
    loadOlder: () => {
      const first = said.shown()[0];
      if (said.hasOlder() && first) void load('older', { before: first.position });
    },
    loadNewer: () => {
      const last = said.shown().at(-1);
      if (said.hasNewer() && last) void load('newer', { after: last.position });
    },
    reload: () => void load('newest', {}),
    toNewest: () => void toNewest(),
    /** Brings a message into view, and what is around it where that isn't here yet. */
    jumpTo: async ({ id, position }: Pick<Message, 'id' | 'position'>) => {
      if (!said.shown().some((message) => message.id === id)) await load('around', { around: position });
      scrollTo(id);
    },
    send: (message: Message) => {
      newAfter = null;
      outbox.add(message);
      void toNewest();
    },
    retry: outbox.retry,
    discard: outbox.drop,
    /** Shows a change at once, and takes it back where the server refuses it; false then. */
    change: async (id: string, change: (message: Message) => Message, request: () => Promise<Message>) => {
      const before = said.get(id);
      if (before) said.upsert([change(before)]);
      emit();
      try {
        said.upsert([await request()]);
        emit();
      } catch (error) {
        if (before && said.get(id)?.changedAt === before.changedAt) said.upsert([before]);
        emit();
        throw error;
      }
    },
    /** Whether the person sees what comes in as it comes. */
    setWatched: (value: boolean) => {
      if (value === isWatched) return;
      isWatched = value;
      if (value && unread() > 0) {
        markRead();
        emit();
      }
    },
    forgetNew: () => {
      if (newAfter === null || unread() > 0) return;
      newAfter = null;
      emit();
    },
  };
};

export type ChatStore = ReturnType<typeof createChatStore>;
