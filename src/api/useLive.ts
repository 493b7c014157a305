'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { insist } from '@/ui/insist';
import type { Connection, LiveEvent, LiveSubject } from './LiveEvent';

const loadLive = async () => await import('./live');

/** Has a subject listened to again whose stream is over, for whoever has a right to it anew. */
export const revive = (subject: LiveSubject) =>
  void loadLive().then(
    (live) => live.revive(subject),
    // Where its code can't be had nobody has listened.
    () => undefined,
  );

/** Keeps what was fetched about a subject true while the component is there, and tells its events and its state. */
export const useLive = (
  subject: LiveSubject,
  onEvent: (event: LiveEvent) => void = () => undefined,
): Connection => {
  const queries = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  const handle = useEffectEvent(onEvent);
  const key = JSON.stringify(subject);

  useEffect(() => {
    let isHere = true;
    let close: (() => void) | undefined;
    const open = async () => {
      // The server was replaced or is away: until it is back nothing is live.
      const { listenTo } = await insist(loadLive, () => setConnection('lost'));
      if (!isHere) return;
      const about = JSON.parse(key) as LiveSubject;
      close = listenTo(about, queries, { onEvent: (event) => handle(event), onConnection: setConnection });
    };
    void open();
    return () => {
      isHere = false;
      close?.();
    };
  }, [key, queries]);

  return connection;
};
