'use client';

import { useTranslations } from 'next-intl';
import type { RoomSettings } from '@/shared/rooms';
import { useHistoryLabel } from './useHistoryLabel';

/** A room's settings, for those who can't change them. */
export function RoomRules({ settings }: { settings: RoomSettings }) {
  const t = useTranslations('rooms');
  const historyLabel = useHistoryLabel();
  const yesOrNo = (value: boolean) => (value ? t('yes') : t('no'));
  const rules = [
    [t('entry'), t(`entries.${settings.entry}`)],
    [t('waitsForHost'), yesOrNo(settings.waitsForHost)],
    [t('mutedOnEntry'), yesOrNo(settings.mutedOnEntry)],
    [t('recordsItself'), yesOrNo(settings.recordsItself)],
    [t('speakBy'), t(settings.speakBy)],
    [t('videoBy'), t(settings.videoBy)],
    [t('recordBy'), t(settings.recordBy)],
    [t('screenBy'), t(settings.screenBy)],
    [t('maxParticipants'), String(settings.maxParticipants)],
    [t('chatBy'), t(settings.chatBy)],
    [t('history'), historyLabel(settings.historyDays)],
    ...(settings.historyDays === 0
      ? []
      : [
          [t('filesBy'), t(settings.filesBy)] as const,
          [t('maxFileMB'), t('megabytes', { count: settings.maxFileMB })] as const,
        ]),
  ] as const;
  return (
    <dl className="flex flex-col divide-y divide-line text-sm">
      {rules.map(([label, value]) => (
        <div key={label} className="flex justify-between gap-6 py-2.5 first:pt-0 last:pb-0">
          <dt className="text-ink-soft">{label}</dt>
          <dd className="text-right font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
