import { Hand, Mic, MicOff, Sparkles, Video, VideoOff, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { pictureUrl } from '@/shared/fileUrl';
import { canInRoom, type RoomRole } from '@/shared/permissions';
import { Avatar } from '@/ui/Avatar';
import { Badge } from '@/ui/Badge';
import { CopyButton } from '@/ui/CopyButton';
import { IconButton } from '@/ui/IconButton';
import { HostTools } from './HostTools';
import { orderPeople } from './orderPeople';
import { PersonDialogs, type PersonQuestion } from './PersonDialogs';
import { PersonMenu } from './PersonMenu';
import { QualityIcon } from './QualityIcon';
import type { Person } from './snapshotRoom';
import { useModeration } from './useModeration';

export interface ParticipantsPanelProps {
  roomId: string;
  people: readonly Person[];
  /** One's own. */
  role: RoomRole;
  spotlight: string | null;
  link: string;
  onClose: () => void;
}

/** Who is here, and for hosts what they can do: beside the pictures where there is room, over them on a phone. */
export function ParticipantsPanel({
  roomId,
  people,
  role,
  spotlight,
  link,
  onClose,
}: ParticipantsPanelProps) {
  const t = useTranslations('call');
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  const moderation = useModeration(roomId);
  const [question, setQuestion] = useState<PersonQuestion | null>(null);
  const isModerator = canInRoom(role, 'people:mute');
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
  const sorted = orderPeople(people);
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
      {isModerator && (
        <HostTools
          roomId={roomId}
          hasHands={people.some(({ handAt }) => handAt > 0)}
          moderation={moderation}
        />
      )}
      <ul className="min-h-0 flex-1 overflow-y-auto px-2">
        {sorted.map((person) => (
          <PersonRow key={person.identity} person={person} isSpotlit={person.identity === spotlight}>
            {isModerator && (
              <PersonMenu
                person={person}
                role={role}
                isSpotlit={person.identity === spotlight}
                moderation={moderation}
                onAsk={(what) => setQuestion({ what, person })}
              />
            )}
          </PersonRow>
        ))}
      </ul>
      <footer className="border-t border-stage-line p-3">
        <CopyButton text={link} label={t('copyLink')} size="sm" className="w-full" />
      </footer>
      {question && (
        <PersonDialogs
          roomId={roomId}
          question={question}
          moderation={moderation}
          onClose={() => setQuestion(null)}
        />
      )}
    </aside>
  );
}

interface PersonRowProps {
  person: Person;
  isSpotlit: boolean;
  children: ReactNode;
}

function PersonRow({ person, isSpotlit, children }: PersonRowProps) {
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
        {person.handAt > 0 && <Hand role="img" aria-label={t('handRaised')} className="size-4 text-warn" />}
        {isSpotlit && <Sparkles role="img" aria-label={t('spotlit')} className="size-4 text-speaking" />}
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
        {children}
      </span>
    </li>
  );
}
