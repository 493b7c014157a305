import { DoorClosed, DoorOpen, Hourglass, Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { readDevicePreferences } from './deviceMemory';
import { playChime } from './playChime';
import { type LobbyView, useLobby } from './useLobby';
import { WaitingLine } from './WaitingLine';

export interface WaitingRoomProps {
  roomId: string;
  /** A guest's; undefined for people with an account. */
  name: string | undefined;
  /** The way is free: time to go in. */
  onAdmitted: () => void;
  onLeave: () => void;
}

const ENTER = [523.25, 783.99];

const icons: Record<LobbyView['kind'], ReactNode> = {
  asking: <Hourglass />,
  waiting: <Hourglass />,
  hostAbsent: <Hourglass />,
  lost: <Hourglass />,
  locked: <Lock />,
  admitted: <DoorOpen />,
  denied: <DoorClosed />,
  barred: <DoorClosed />,
  closed: <DoorClosed />,
  refused: <DoorClosed />,
};

const WAITING = new Set<LobbyView['kind']>(['asking', 'waiting', 'hostAbsent', 'lost', 'locked']);

/** In place of the button that led here: what one waits for, until the door opens or stays shut. */
export function WaitingRoom({ roomId, name, onAdmitted, onLeave }: WaitingRoomProps) {
  const t = useTranslations('lobby');
  const tError = useTranslations('errors');
  const { view, hasHost, say, askAgain } = useLobby(roomId, name);
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that led here is gone, and the focus with it.
  useEffect(() => heading.current?.focus(), []);
  const enter = useEffectEvent(onAdmitted);
  useEffect(() => {
    if (view.kind !== 'admitted') return;
    // They may be looking at another window by now.
    playChime(readDevicePreferences().speakerId, ENTER).catch(() => undefined);
    enter();
  }, [view.kind]);

  const { kind } = view;
  const isWaiting = WAITING.has(kind);
  const isShut = !isWaiting && kind !== 'admitted';
  const words = (() => {
    if (view.kind === 'refused') return { title: t('refused.title'), text: tError(view.code) };
    if (view.kind === 'waiting' && !hasHost) return { title: t('waiting.title'), text: t('waiting.alone') };
    return { title: t(`${view.kind}.title`), text: t(`${view.kind}.text`) };
  })();
  return (
    <section
      aria-label={t('label')}
      className="flex animate-rise flex-col gap-4 rounded-2xl border border-line bg-surface p-5 shadow-low"
    >
      <div role="status" className="flex gap-3.5">
        <span
          aria-hidden="true"
          className={cx(
            'grid size-10 shrink-0 place-items-center rounded-full [&_svg]:size-5',
            isShut ? 'bg-danger-soft text-danger-ink' : 'bg-accent-soft text-accent',
          )}
        >
          {icons[kind]}
        </span>
        <div className="min-w-0">
          <h2 ref={heading} tabIndex={-1} className="font-semibold outline-none">
            {words.title}
          </h2>
          <p className="mt-0.5 text-sm text-ink-soft">{words.text}</p>
        </div>
      </div>
      {(kind === 'waiting' || kind === 'hostAbsent') && <WaitingLine onSay={say} />}
      {isWaiting && (
        <Button isFullWidth onPress={onLeave}>
          {t('leave')}
        </Button>
      )}
      {(kind === 'denied' || kind === 'refused') && (
        <div className="flex flex-wrap gap-2">
          <Button onPress={askAgain} className="flex-1">
            {t('askAgain')}
          </Button>
          <Button variant="ghost" onPress={onLeave} className="flex-1">
            {t('back')}
          </Button>
        </div>
      )}
    </section>
  );
}
