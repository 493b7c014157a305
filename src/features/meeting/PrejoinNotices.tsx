'use client';

import { useTranslations } from 'next-intl';
import { Banner } from '@/ui/Banner';
import { DeviceProblem } from './DeviceProblem';
import { isDeviceGone } from './isDeviceGone';
import { type MediaProblem, mergeProblems } from './mediaProblem';
import type { PreviewSource, PreviewState } from './previewMedia';
import type { Devices } from './useDevices';

export interface PrejoinNoticesProps {
  devices: Devices;
  state: PreviewState;
  rights: { camera: boolean; microphone: boolean };
  startsMuted: boolean;
  onRetry: () => void;
}

/** What is not as one would expect it, under the preview; said aloud as it comes up. */
export function PrejoinNotices({ devices, state, rights, startsMuted, onRetry }: PrejoinNoticesProps) {
  const t = useTranslations('prejoin');
  const tProblem = useTranslations('prejoin.problem');
  const { camera, microphone, speakerId } = state;
  const problems = mergeProblems([camera.problem, microphone.problem]);
  const fallbacks = [
    ...(hasFallenBack(camera, devices.cameras) ? [fallback('camera', camera.track?.label)] : []),
    ...(hasFallenBack(microphone, devices.microphones)
      ? [fallback('microphone', microphone.track?.label)]
      : []),
    ...(isDeviceGone(speakerId, devices.speakers) ? [fallback('speaker', t('systemSpeaker'))] : []),
  ];
  const rules = [
    ...(rights.microphone ? (startsMuted ? [t('startsMuted')] : []) : [t('listenOnly')]),
    ...(rights.camera ? [] : [t('noCameraRight')]),
  ];

  function fallback(device: 'camera' | 'microphone' | 'speaker', label: string | undefined): string {
    return t('fallback', { device, label: label ?? '' });
  }
  function titleOf({ kind, device }: MediaProblem): string {
    return tProblem(`${kind}.title`, { device });
  }

  return (
    <>
      <p role="status" className="sr-only">
        {[...problems.map(titleOf), ...fallbacks].join(' ')}
      </p>
      {problems.map((problem) => (
        <DeviceProblem key={problem.device} problem={problem} onRetry={onRetry} />
      ))}
      {fallbacks.length > 0 && <Banner>{fallbacks.map(paragraph)}</Banner>}
      {rules.length > 0 && <Banner>{rules.map(paragraph)}</Banner>}
    </>
  );
}

function paragraph(text: string) {
  return <p key={text}>{text}</p>;
}

function hasFallenBack({ track, chosenId }: PreviewSource, found: readonly MediaDeviceInfo[]): boolean {
  return track !== null && isDeviceGone(chosenId, found);
}
