'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { AppRouter } from '@/server/router';
import { part } from '@/ui/lazyPart';
import { toast } from '@/ui/toast';
import { appCodeOf, isOffline } from './appError';
import { createQueryClient } from './queryClient';

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();
export { useTRPC, useTRPCClient };

const goToSignIn = () => {
  const here = location.pathname + location.search;
  location.assign(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
};

const loadTeller = part(async () => await import('./tellOutage'));

/** Gives a page the API: the query cache, the tRPC client, and a word to the person when a request fails. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('errors');
  const [queryClient] = useState(() => {
    const client = createQueryClient(
      (error) => {
        if (typeof window === 'undefined') return;
        const code = appCodeOf(error);
        if (code === 'UNAUTHENTICATED') return goToSignIn();
        toast({ tone: 'danger', title: t(code ?? (isOffline(error) ? 'OFFLINE' : 'UNKNOWN')) });
      },
      () => void loadTeller().then(({ tellOutage }) => tellOutage(client, t)),
    );
    return client;
  });
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/api/trpc', maxURLLength: 4_000 })] }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
