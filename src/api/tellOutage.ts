import type { QueryClient } from '@tanstack/react-query';
import type { useTranslations } from 'next-intl';
import { toast } from '@/ui/toast';
import { outageOf } from './appError';

const told = new WeakSet<QueryClient>();

/** Says what is away for as long as something on the page waits for it. */
export const tellOutage = (queries: QueryClient, t: ReturnType<typeof useTranslations<'errors'>>) => {
  if (told.has(queries)) return;
  told.add(queries);
  const cache = queries.getQueryCache();
  let away: ReturnType<typeof outageOf> = null;
  let takeAway: (() => void) | undefined;

  const look = () => {
    const waiting = cache.findAll({ type: 'active', fetchStatus: 'fetching' }).map(({ state }) => state);
    const outages = waiting.map((state) =>
      state.fetchFailureCount > 2 ? outageOf(state.fetchFailureReason) : null,
    );
    const next = outages.find((outage) => outage !== null) ?? null;
    if (next === away) return;
    takeAway?.();
    away = next;
    if (away !== null) {
      takeAway = toast({ tone: 'warn', title: t(away), description: t('TRYING_AGAIN'), isLasting: true });
      return;
    }
    unsubscribe();
    told.delete(queries);
  };
  const unsubscribe = cache.subscribe(look);
  look();
};
