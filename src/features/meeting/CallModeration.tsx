import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { LiveEvent } from '@/api/LiveEvent';
import { useLive } from '@/api/useLive';
import { isHosting, type MediaRights } from '@/shared/permissions';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { toast } from '@/ui/toast';
import { readDevicePreferences } from './deviceMemory';
import { playChime } from './playChime';
import type { Person } from './snapshotRoom';
import type { CallControls } from './useCallControls';

export interface CallModerationProps {
  roomId: string;
  people: readonly Person[];
  rights: MediaRights;
  controls: CallControls;
}

type Told = Extract<LiveEvent, { type: 'told' }>;

/** Tells somebody what the hosts do to them, and of hands that go up. */
export function CallModeration({ roomId, people, rights, controls }: CallModerationProps) {
  const t = useTranslations('moderation');
  const [asked, setAsked] = useState<{ by: string; what: 'microphone' | 'camera' } | null>(null);

  const self = people.find(({ isLocal }) => isLocal);
  const isHost = self && isHosting(self.role);
  const isOn = { microphone: self?.isMicrophoneOn, camera: self?.isCameraOn };

  const tell = (event: Told) => {
    const { by } = event;
    // What is done to all is done to none of the hosts.
    if (event.to === null && isHost) return;
    switch (event.act) {
      case 'stopped':
        return toast({ title: t('told.stopped', { by: by.name, what: event.what }) });
      case 'asked':
        if (event.what !== 'screen' && !isOn[event.what]) setAsked({ by: by.name, what: event.what });
        return;
      case 'right':
        return toast({
          title: t(event.isAllowed ? 'told.given' : 'told.taken', {
            by: by.name,
            right: t(`rights.${keyOf(event.permission)}`),
          }),
        });
      case 'role':
        return toast({ title: t(`told.role.${event.role}`, { by: by.name }) });
      default:
        return toast({ title: t(`told.${event.act}`, { by: by.name }) });
    }
  };
  useLive({ roomId }, (event) => event.type === 'told' && tell(event));
  useRightsNews(rights);
  useHandNews(people);

  if (!asked) return null;
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={() => setAsked(null)}
      title={t('asked.title', { by: asked.by, what: asked.what })}
      confirmLabel={t('asked.confirm', { what: asked.what })}
      tone="neutral"
      onConfirm={() => {
        // Or they have done it by themselves.
        if (isOn[asked.what]) return;
        if (asked.what === 'microphone') controls.toggleMicrophone();
        else controls.toggleCamera();
      }}
    >
      {t('asked.text', { what: asked.what })}
    </ConfirmDialog>
  );
}

/** Permissions as keys of messages: no dots or colons in them. */
export const keyOf = (permission: Extract<Told, { act: 'right' }>['permission']) => KEYS[permission];

const KEYS = {
  'media:microphone': 'microphone',
  'media:camera': 'camera',
  'media:screen': 'screen',
  'chat:send': 'chat',
  'file:attach': 'files',
  'room:record': 'record',
} as const;

const SOURCES = ['microphone', 'camera', 'screen'] as const;

/** What the room's settings have given or taken while one is here. */
const useRightsNews = (rights: MediaRights) => {
  const t = useTranslations('moderation');
  const before = useRef(rights);
  const tell = useEffectEvent((now: MediaRights) => {
    for (const source of SOURCES)
      if (before.current[source] !== now[source])
        toast({ title: t(`now.${source}.${now[source] ? 'given' : 'taken'}`) });
  });
  useEffect(() => {
    tell(rights);
    before.current = rights;
  }, [rights]);
};

const RISING_NOTE = [659.25];

/** A short sound for each hand that goes up, but one's own, and the name for who can't see it. */
const useHandNews = (people: readonly Person[]) => {
  const t = useTranslations('moderation');
  const raised = people.filter(({ handAt, isLocal }) => handAt > 0 && !isLocal);
  const before = useRef<ReadonlySet<string> | null>(null);
  const key = JSON.stringify(raised.map(({ identity }) => identity));
  const tell = useEffectEvent((identities: string[]) => {
    const known = before.current;
    before.current = new Set(identities);
    if (!known) return;
    const fresh = raised.filter(({ identity }) => !known.has(identity));
    if (fresh.length === 0) return;
    playChime(readDevicePreferences().speakerId, RISING_NOTE).catch(() => undefined);
    for (const { name } of fresh) toast({ title: t('handUp', { name }) });
  });
  useEffect(() => tell(JSON.parse(key) as string[]), [key]);
};
