import { Mic, MicOff, Video, VideoOff, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef } from 'react';
import { pictureUrl } from '@/shared/fileUrl';
import { Avatar } from '@/ui/Avatar';
import { Badge } from '@/ui/Badge';
import { CopyButton } from '@/ui/CopyButton';
import { IconButton } from '@/ui/IconButton';
import { QualityIcon } from './QualityIcon';
import type { Person } from './snapshotRoom';

export interface ParticipantsPanelProps {
  people: readonly Person[];
  link: string;
  onClose: () => void;
}

/** Who is here: beside the pictures where there is room, over them on a phone. */
export function ParticipantsPanel({ people, link, onClose }: ParticipantsPanelProps) {
  const t = useTranslations('call');
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  const close = useEffectEvent(onClose);
  useEffect(() => {
    heading.current?.focus();
    const { current } = panel;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
    };
    current?.addEventListener('keydown', onKeyDown);
    return () => current?.removeEventListener('keydown', onKeyDown);
  }, []);
  const sorted = people.toSorted(
    (a, b) => Number(b.isLocal) - Number(a.isLocal) || a.name.localeCompare(b.name),
  );
  return (
    <aside
      aria-label={t('people')}
      ref={panel}
      className="absolute inset-x-0 bottom-0 z-20 flex max-h-[75%] animate-rise flex-col overflow-hidden rounded-t-2xl border border-stage-line bg-stage-raised shadow-high md:static md:max-h-none md:w-80 md:shrink-0 md:animate-none md:rounded-2xl"
    >
      <header className="flex items-center justify-between gap-2 py-2.5 pr-2 pl-4">
        <h2 ref={heading} tabIndex={-1} className="text-base font-semibold outline-none">
          {t('peopleCount', { count: people.length })}
        </h2>
        <IconButton label={t('closePanel')} size="sm" onPress={onClose}>
          <X />
        </IconButton>
      </header>
      <ul className="min-h-0 flex-1 overflow-y-auto px-2">
        {sorted.map((person) => (
          <PersonRow key={person.identity} person={person} />
        ))}
      </ul>
      <footer className="border-t border-stage-line p-3">
        <CopyButton text={link} label={t('copyLink')} size="sm" className="w-full" />
      </footer>
    </aside>
  );
}

function PersonRow({ person }: { person: Person }) {
  const t = useTranslations('call');
  const MicrophoneIcon = person.isMicrophoneOn ? Mic : MicOff;
  const CameraIcon = person.isCameraOn ? Video : VideoOff;
  return (
    <li className="flex min-h-12 items-center gap-3 rounded-lg px-2 py-1.5">
      <Avatar name={person.name} id={person.identity} src={pictureUrl(person.avatarId)} size="sm" />
      <span className="flex min-w-0 flex-1 items-center gap-2">
        <span className="truncate text-sm">
          {person.isLocal ? t('you', { name: person.name }) : person.name}
        </span>
        {person.role !== 'participant' && (
          <Badge tone={person.role === 'guest' ? 'neutral' : 'accent'}>{t(`roles.${person.role}`)}</Badge>
        )}
      </span>
      <span className="flex shrink-0 items-center gap-2 text-on-stage-soft">
        <QualityIcon quality={person.quality} />
        <MicrophoneIcon
          role="img"
          aria-label={t(person.isMicrophoneOn ? 'microphoneOn' : 'microphoneOff')}
          className={person.isMicrophoneOn ? 'size-4' : 'size-4 text-on-stage-off'}
        />
        <CameraIcon
          role="img"
          aria-label={t(person.isCameraOn ? 'cameraOn' : 'cameraOff')}
          className="size-4"
        />
      </span>
    </li>
  );
}
