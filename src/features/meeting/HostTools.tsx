import { useQuery } from '@tanstack/react-query';
import { Hand, Lock, LockOpen, MicOff, SlidersHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useTRPC } from '@/api/client';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Switch } from '@/ui/Switch';
import { RoomRightsDialog } from './RoomRightsDialog';
import type { Moderation } from './useModeration';

export interface HostToolsProps {
  roomId: string;
  hasHands: boolean;
  moderation: Moderation;
}

/** What hosts do to the whole call. */
export function HostTools({ roomId, hasHands, moderation }: HostToolsProps) {
  const t = useTranslations('moderation');
  const trpc = useTRPC();
  const [dialog, setDialog] = useState<'mute' | 'rights' | null>(null);
  const [mayUnmute, setMayUnmute] = useState(true);
  const { data: room } = useQuery(trpc.rooms.get.queryOptions({ roomId }, { meta: { handles: 'all' } }));
  const isLocked = Boolean(room?.lockedAt);
  const close = () => setDialog(null);
  const muteAll = () => {
    if (mayUnmute) moderation.muteAll();
    else moderation.setAudiences({ speakBy: 'hosts' });
  };
  return (
    <div role="group" aria-label={t('tools')} className="grid grid-cols-2 gap-2 px-3 pb-2">
      <Tool icon={<MicOff />} label={t('muteAll')} onPress={() => setDialog('mute')} />
      <Tool
        icon={isLocked ? <LockOpen /> : <Lock />}
        label={t(isLocked ? 'unlock' : 'lock')}
        onPress={() => moderation.lock(!isLocked)}
      />
      <Tool icon={<SlidersHorizontal />} label={t('roomRightsShort')} onPress={() => setDialog('rights')} />
      {hasHands && <Tool icon={<Hand />} label={t('lowerAll')} onPress={() => moderation.lowerHand(null)} />}
      {dialog === 'mute' && (
        <ConfirmDialog
          isOpen
          onOpenChange={close}
          title={t('muteAllTitle')}
          confirmLabel={t('muteAll')}
          tone="neutral"
          onConfirm={muteAll}
        >
          <span className="flex flex-col gap-4">
            <span>{t('muteAllText')}</span>
            <Switch label={t('mayUnmute')} isSelected={mayUnmute} onChange={setMayUnmute} />
          </span>
        </ConfirmDialog>
      )}
      {dialog === 'rights' && room && (
        <RoomRightsDialog settings={room} moderation={moderation} onClose={close} />
      )}
    </div>
  );
}

function Tool({ icon, label, onPress }: { icon: ReactNode; label: string; onPress: () => void }) {
  return (
    <Button size="sm" iconStart={icon} onPress={onPress}>
      {label}
    </Button>
  );
}
