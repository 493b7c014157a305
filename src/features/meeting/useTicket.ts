import { useMutation } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { useTRPC } from '@/api/client';
import type { Ticket } from './Door';
import { tabId } from './tabId';

/** Milliseconds that a ticket is good for; the server keeps the seat a little longer. */
const GOOD_FOR = 45_000;

/**
 * Tickets for the call. One that was asked for ahead of the click is used while it is fresh and for the same name;
 * `name` is a guest's, and undefined for people with an account.
 */
export const useTicket = (roomId: string) => {
  const trpc = useTRPC();
  const { mutateAsync } = useMutation(trpc.rooms.join.mutationOptions({ meta: { handles: 'all' } }));
  const last = useRef<{ name: string | undefined; since: number; ticket: Promise<Ticket> } | null>(null);

  const request = useCallback(
    (name: string | undefined): Promise<Ticket> => {
      const known = last.current;
      if (known && known.name === name && Date.now() - known.since < GOOD_FOR) return known.ticket;
      const ticket: Promise<Ticket> = mutateAsync({
        roomId,
        tabId: tabId(),
        ...(name === undefined ? {} : { name }),
      });
      const asked = { name, since: Date.now(), ticket };
      last.current = asked;
      ticket.catch(() => {
        if (last.current === asked) last.current = null;
      });
      return ticket;
    },
    [mutateAsync, roomId],
  );

  /** A ticket is for one connection: the next one asks again. */
  const forget = useCallback(() => {
    last.current = null;
  }, []);

  return { request, forget };
};
