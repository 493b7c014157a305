'use client';

import { useEffect } from 'react';
import { useLive } from './useLive';

/** Keeps a tenant's page true. Where its reader belongs to the tenant no more, the page itself has to say so. */
export const useTenantLive = (tenant: string) => {
  const connection = useLive({ tenant });
  useEffect(() => {
    if (connection === 'over') location.reload();
  }, [connection]);
};
