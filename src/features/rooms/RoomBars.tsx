'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/toast';
import { TeamSection } from './TeamSection';

/** Who may not come in, and the way back; nothing where there is nobody. */
export function RoomBars({ roomId }: { roomId: string }) {
  const t = useTranslations('lobby.team');
  const { rooms } = useTRPC();
  const client = useQueryClient();
  const { data: bars = [] } = useQuery(rooms.bars.list.queryOptions({ roomId }));
  const lift = useMutation(
    rooms.bars.lift.mutationOptions({
      onSettled: async () => await client.invalidateQueries(rooms.bars.list.queryFilter({ roomId })),
    }),
  );
  if (bars.length === 0) return null;
  const letBack = async (bar: (typeof bars)[number]) => {
    await lift.mutateAsync({ roomId, barId: bar.id });
    toast({ tone: 'success', title: t('lifted', { name: bar.name }) });
  };
  return (
    <TeamSection title={t('bars')}>
      {bars.map((bar) => (
        <li key={bar.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-2 text-sm">
              <span className="truncate font-medium">{bar.name}</span>
              <Badge tone={bar.isForGood ? 'danger' : 'warn'}>
                {t(bar.isForGood ? 'forGood' : 'forNow')}
              </Badge>
            </p>
            <p className="text-sm text-ink-soft">
              {t('barred', { isGuest: String(bar.isGuest), by: bar.barredByName })}
            </p>
          </div>
          <Button
            size="sm"
            aria-label={t('lift', { name: bar.name })}
            isPending={lift.isPending && lift.variables.barId === bar.id}
            onPress={() => void letBack(bar).catch(() => undefined)}
          >
            {t('liftShort')}
          </Button>
        </li>
      ))}
    </TeamSection>
  );
}
