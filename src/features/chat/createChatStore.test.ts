import { TRPCClientError } from '@trpc/client';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Message, MessagePage } from '@/api/LiveEvent';
import type { ErrorCode } from '@/shared/errors';
import { createChatStore } from './createChatStore';
import { makeMessage } from './makeMessage';

type Refusal = Error | null;

const refusedBy = (appCode: ErrorCode) =>
  new TRPCClientError(appCode, {
    result: { error: { code: -32603, message: appCode, data: { appCode } } },
  });

/** A room's server by hand: its messages, whether it can be reached, and the reader's own place on this device. */
const makeRoom = (stored: readonly Message[] = [], marker: string | null = null) => {
  const messages = [...stored];
  const room = { refusal: null as Refusal, read: marker, sent: [] as string[] };
  const page = (): MessagePage => ({ items: [...messages], hasOlder: false, hasNewer: false });
  const store = createChatStore(
    'me',
    {
      list: async () => page(),
      send: async (message) => {
        room.sent.push(message.body);
        if (room.refusal) throw room.refusal;
        const arrived = { ...message, position: makeMessage(50 + room.sent.length).position };
        messages.push(arrived);
        return arrived;
      },
    },
    {
      read: () => room.read,
      write: (position) => {
        room.read = position;
      },
    },
  );
  const arrivals: string[] = [];
  onTestFinished(store.onArrival(({ body }) => void arrivals.push(body)));
  return { room, store, arrivals };
};

const opened = async (...args: Parameters<typeof makeRoom>) => {
  const made = makeRoom(...args);
  made.store.onEvent({ type: 'open' });
  await vi.waitFor(() => expect(made.store.get().isLoaded).toBe(true));
  return made;
};

const mine = (number: number) => makeMessage(number, { authorId: 'me', position: '' });
const arrive = (store: ReturnType<typeof makeRoom>['store'], message: Message) =>
  store.onEvent({ type: 'message', message });

describe('createChatStore', () => {
  it('takes what was there at the first visit as read, and counts what comes after', async () => {
    const { store, room, arrivals } = await opened([makeMessage(1)]);
    expect(store.get().unread).toBe(0);
    arrive(store, makeMessage(2));
    arrive(store, makeMessage(2));
    arrive(store, makeMessage(3, { authorId: 'me' }));
    expect(store.get()).toMatchObject({ unread: 1, newAfter: makeMessage(1).position });
    expect(arrivals).toEqual(['2']);
    store.setWatched(true);
    expect(store.get().unread).toBe(0);
    expect(room.read).toBe(makeMessage(3).position);
    arrive(store, makeMessage(4));
    expect(store.get().unread).toBe(0);
  });

  it('counts from where this person stopped reading', async () => {
    const { store } = await opened([makeMessage(1), makeMessage(2), makeMessage(3)], makeMessage(1).position);
    expect(store.get()).toMatchObject({ unread: 2, newAfter: makeMessage(1).position });
  });

  it('counts in a room where nothing had been said', async () => {
    const { store } = await opened();
    arrive(store, makeMessage(1));
    expect(store.get().unread).toBe(1);
  });

  it.each([
    ['REDIS_UNAVAILABLE', refusedBy('REDIS_UNAVAILABLE')],
    ['OFFLINE', new TRPCClientError('Failed to fetch')],
  ])('sends by itself what %s kept, and in the order of its writing', async (failure, refusal) => {
    const { room, store } = await opened();
    room.refusal = refusal;
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    store.send(mine(7));
    store.send(mine(8));
    await vi.advanceTimersByTimeAsync(100);
    expect(store.get().outgoing.map((one) => one.failure)).toEqual([null, null]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(store.get().outgoing.map((one) => one.failure)).toEqual([failure, null]);
    expect(new Set(room.sent)).toEqual(new Set(['7']));
    room.refusal = null;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(store.get().outgoing).toEqual([]);
    expect(room.sent.slice(-2)).toEqual(['7', '8']);
  });

  it('says at once what is refused for good, and sends it only when asked to', async () => {
    const { room, store } = await opened();
    room.refusal = refusedBy('FORBIDDEN');
    store.send(mine(7));
    await vi.waitFor(() => expect(store.get().outgoing[0]?.failure).toBe('FORBIDDEN'));
    expect(room.sent).toEqual(['7']);
  });

  it('shows a message at once, and once when the stream is quicker than the answer', async () => {
    const { store } = await opened();
    const message = mine(7);
    store.send(message);
    expect(store.get().outgoing).toHaveLength(1);
    arrive(store, { ...message, position: makeMessage(51).position });
    expect(store.get().outgoing).toEqual([]);
    await vi.waitFor(() => expect(store.get().messages).toHaveLength(1));
  });

  it('keeps what could not be sent, and sends it in order when the line is back', async () => {
    const { store, room } = await opened();
    room.refusal = new Error('no line');
    store.send(mine(7));
    store.send(mine(8));
    await vi.waitFor(() =>
      expect(store.get().outgoing.map(({ failure }) => failure)).toEqual(['UNKNOWN', 'UNKNOWN']),
    );
    room.refusal = null;
    for (const { message } of store.get().outgoing) store.retry(message.id);
    await vi.waitFor(() => expect(store.get().outgoing).toEqual([]));
    expect(room.sent).toEqual(['7', '8', '7', '8']);
    expect(store.get().messages.map(({ body }) => body)).toEqual(['7', '8']);
  });

  it('takes a change back where it is refused', async () => {
    const { store } = await opened([makeMessage(1)]);
    const changing = store.change(
      makeMessage(1).id,
      (message) => ({ ...message, body: 'edited' }),
      async () => {
        throw new Error('refused');
      },
    );
    expect(store.get().messages[0]?.body).toBe('edited');
    await expect(changing).rejects.toThrow('refused');
    expect(store.get().messages[0]?.body).toBe('1');
  });

  it('fetches all anew when told that too much has changed, and loses nothing that came meanwhile', async () => {
    const { store } = await opened([makeMessage(1)]);
    store.onEvent({ type: 'changed', what: 'messages' });
    arrive(store, makeMessage(9));
    await vi.waitFor(() => expect(store.get().messages.map(({ body }) => body)).toEqual(['1', '9']));
  });

  it('does not take a change of something old for something new', async () => {
    const { store, arrivals } = await opened([makeMessage(5)]);
    arrive(store, makeMessage(5, { body: 'edited', changedAt: '2026-01-02T00:00:00.000Z' }));
    expect(arrivals).toEqual([]);
    expect(store.get().unread).toBe(0);
  });
});
