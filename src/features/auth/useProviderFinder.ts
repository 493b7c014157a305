'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTRPC } from '@/api/client';
import { domainOfAddress } from '@/shared/provider';

/** Milliseconds without a letter after which an address is taken for finished. */
const PAUSE_MS = 300;

/** Finds the provider that the people of an address's domain sign in by, as it is typed. The domain alone is sent. */
export const useProviderFinder = () => {
  const trpc = useTRPC();
  const [domain, setDomain] = useState<string | null>(null);
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const { data } = useQuery({
    ...trpc.auth.findProvider.queryOptions({ domain: domain ?? '' }),
    enabled: domain !== null,
    staleTime: Infinity,
  });
  return {
    door: domain === null ? null : (data ?? null),
    onEmail: (email: string) => {
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => setDomain(domainOfAddress(email.trim())), PAUSE_MS);
    },
  };
};
