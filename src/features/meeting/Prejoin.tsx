'use client';

import { useTranslations } from 'next-intl';
import {
  type ReactNode,
  type Ref,
  type SubmitEvent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import { cleanLine } from '@/shared/cleanLine';
import { fileUrl } from '@/shared/fileUrl';
import { GUEST_NAME_MAX } from '@/shared/guestName';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { isDeviceGone } from './isDeviceGone';
import { PrejoinDevices } from './PrejoinDevices';
import { type NameProblem, PrejoinName } from './PrejoinName';
import { PrejoinNotices } from './PrejoinNotices';
import { PrejoinPreview } from './PrejoinPreview';
import { useDevices } from './useDevices';
import { usePreviewMedia } from './usePreviewMedia';

interface PrejoinMedia {
  camera: MediaStreamTrack | null;
  microphone: MediaStreamTrack | null;
  speakerId: string | null;
  /** Wanted, but not here yet when the person went in. */
  isPending: { camera: boolean; microphone: boolean };
}

export interface PrejoinProps {
  roomName: string;
  tenant: { name: string; logoId: string | null };
  isGuest: boolean;
  /** The account's name, or the one that a guest used last time. */
  name: string | null;
  rights: { camera: boolean; microphone: boolean; screen: boolean };
  startsMuted: boolean;
  isRecorded: boolean;
  isJoining: boolean;
  error: ReactNode;
  /** What one asks for by the button: to go in, to be let in, or to wait for a host. */
  action: 'in' | 'lobby' | 'hostAbsent';
  formRef: Ref<HTMLFormElement>;
  /** In place of the button, for who has to wait. */
  waiting: ReactNode;
  /** Joining is near: time to fetch what it takes. May be called many times. */
  onIntent: (name: string) => void;
  /** Hands over the live tracks: from now on the caller stops them. */
  onJoin: (choice: { name: string; media: PrejoinMedia }) => void;
}

export function Prejoin({
  roomName,
  tenant,
  isGuest,
  name: givenName,
  rights,
  startsMuted,
  isRecorded,
  isJoining,
  error,
  action,
  formRef,
  waiting,
  onIntent,
  onJoin,
}: PrejoinProps) {
  const t = useTranslations('prejoin');
  const [typedName, setTypedName] = useState(givenName ?? '');
  const [hasTried, setHasTried] = useState(false);
  const nameInput = useRef<HTMLInputElement>(null);
  const devices = useDevices();
  const { media, state } = usePreviewMedia({ canUse: rights, startsMuted });

  const speakerId = isDeviceGone(state.speakerId, devices.speakers) ? null : state.speakerId;
  const name = cleanLine(isGuest ? typedName : (givenName ?? ''));
  const problem = isGuest ? nameProblemOf(name) : null;

  const prepare = () => {
    if (problem === null) onIntent(name);
  };
  const prepareWhenReady = useEffectEvent(prepare);
  useEffect(() => {
    if (state.isReady) prepareWhenReady();
  }, [state.isReady]);

  useEffect(() => {
    if (!isJoining) return;
    return () => media.takeBack();
  }, [isJoining, media]);

  function handleSubmit(event: SubmitEvent) {
    event.preventDefault();
    if (isJoining) return;
    setHasTried(true);
    if (problem !== null) {
      nameInput.current?.focus();
      return;
    }
    const isPending = { camera: state.camera.isPending, microphone: state.microphone.isPending };
    onJoin({ name, media: { ...media.handOver(), speakerId, isPending } });
  }

  return (
    <form
      ref={formRef}
      noValidate
      onSubmit={handleSubmit}
      className="mx-auto flex w-full max-w-7xl flex-1 flex-col gap-6 px-4 max-lg:max-w-2xl sm:pb-10 sm:px-8 lg:flex-row lg:items-center lg:gap-14"
    >
      <section aria-label={t('preview.label')} className="flex min-w-0 flex-col gap-3 lg:flex-1">
        <PrejoinPreview
          name={name}
          camera={state.camera}
          microphone={state.microphone}
          canUse={rights}
          isDisabled={isJoining}
          onToggle={media.toggle}
        />
        <PrejoinNotices
          devices={devices}
          state={state}
          rights={rights}
          startsMuted={startsMuted}
          onRetry={media.retry}
        />
      </section>
      <div className="flex flex-1 flex-col gap-5 lg:w-88 lg:flex-none">
        <header>
          <p className="mb-1 flex items-center gap-2 text-sm text-ink-soft">
            {tenant.logoId && (
              <img
                src={fileUrl(tenant.logoId)}
                alt=""
                width={24}
                height={24}
                className="size-6 rounded-[22%]"
              />
            )}
            {tenant.name}
          </p>
          <h1 className="text-xl font-semibold sm:text-2xl">{roomName}</h1>
        </header>
        <PrejoinName
          name={isGuest && !waiting ? typedName : name}
          isGuest={isGuest && !waiting}
          problem={hasTried ? problem : null}
          inputRef={nameInput}
          onChange={setTypedName}
          onLeave={prepare}
        />
        <PrejoinDevices
          devices={devices}
          state={{ ...state, speakerId }}
          media={media}
          canUse={rights}
          isDisabled={isJoining}
        />
        <div className="sticky bottom-0 -mx-4 mt-auto flex flex-col gap-3 border-t border-line bg-canvas px-4 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))] has-[section]:static has-[section]:border-0 sm:static sm:mx-0 sm:mt-0 sm:border-0 sm:p-0">
          {/* Above the button that means yes to it. */}
          <div role="status" className="contents">
            {isRecorded && (
              <Banner tone="warn" title={t('recorded')}>
                {t('recordedText')}
              </Banner>
            )}
          </div>
          {error && (
            <Banner tone="danger" isLive>
              {error}
            </Banner>
          )}
          {waiting || (
            <Button
              type="submit"
              variant="primary"
              size="lg"
              isFullWidth
              isPending={isJoining}
              onHoverStart={prepare}
              onFocus={prepare}
              onPressStart={prepare}
            >
              {t(isJoining ? 'joining' : `actions.${action}`)}
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}

function nameProblemOf(name: string): NameProblem | null {
  if (name === '') return 'required';
  return name.length > GUEST_NAME_MAX ? 'tooLong' : null;
}
