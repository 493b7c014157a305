'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTRPC } from '@/api/client';
import { domainOfAddress } from '@/shared/provider';
import { type ProviderDoor, providerHref } from './ProviderButton';

/** Milliseconds without a letter after which an address is taken for finished. */
const PAUSE_MS = 300;

export interface ProviderWayOptions {
  callbackPath: string;
  /** The provider of the organisation whose sign-in page it is: there no other one is looked for. */
  ownDoor: ProviderDoor | null;
}

/**
 * The provider that somebody signs in by: the page's own, or that of the domain of the address that is being typed.
 * Of the address the domain alone is sent.
 */
export const useProviderWay = ({ callbackPath, ownDoor }: ProviderWayOptions) => {
  const trpc = useTRPC();
  const [email, setEmail] = useState('');
  const [isPasswordWanted, setIsPasswordWanted] = useState(false);
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const domain = domainOfAddress(email);
  const { data } = useQuery({
    ...trpc.auth.findProvider.queryOptions({ domain: domain ?? '' }),
    enabled: ownDoor === null && domain !== null,
    staleTime: Infinity,
    // Without an answer there is the password still.
    meta: { handles: 'all' },
  });
  const door = ownDoor ?? (domain === null ? null : data) ?? null;
  return {
    door,
    href: door && providerHref({ door, callbackPath, email }),
    /** Where the provider is the only way: owners alone have use for a password. */
    isPasswordHidden: door?.isOnlyWay === true && !isPasswordWanted,
    showPassword: () => setIsPasswordWanted(true),
    onEmail: (text: string) => {
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => setEmail(text.trim()), PAUSE_MS);
    },
  };
};
