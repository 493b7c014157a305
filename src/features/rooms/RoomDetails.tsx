'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useTRPC } from '@/api/client';
import { useLive } from '@/api/useLive';
import { canInRoom } from '@/shared/permissions';
import type { RoomSettings } from '@/shared/rooms';
import { Card } from '@/ui/Card';
import { RoomHeader } from './RoomHeader';
import { RoomLink } from './RoomLink';
import { RoomMeetings } from './RoomMeetings';
import { RoomRules } from './RoomRules';
import { RoomSettingsForm } from './RoomSettingsForm';
import { RoomTeam } from './RoomTeam';

export interface RoomDetailsProps {
  roomId: string;
  /** The address that links begin with. */
  siteUrl: string;
  /** The room's conversation. */
  chat: ReactNode;
  /** What was sent in it. */
  files: ReactNode;
  /** What was recorded in it. */
  recordings: ReactNode;
}

/** Those of a room's fields that its form is made of. */
const settingsOf = (room: RoomSettings & { name: string }) => ({
  name: room.name,
  entry: room.entry,
  waitsForHost: room.waitsForHost,
  endsWithHost: room.endsWithHost,
  mutedOnEntry: room.mutedOnEntry,
  recordsItself: room.recordsItself,
  screenBy: room.screenBy,
  speakBy: room.speakBy,
  videoBy: room.videoBy,
  recordBy: room.recordBy,
  maxParticipants: room.maxParticipants,
  chatBy: room.chatBy,
  historyDays: room.historyDays,
  filesBy: room.filesBy,
  fileKinds: room.fileKinds,
  maxFileMB: room.maxFileMB,
});

export function RoomDetails({ roomId, siteUrl, chat, files, recordings }: RoomDetailsProps) {
  const t = useTranslations('rooms');
  const trpc = useTRPC();
  useLive({ roomId });
  const { data: room } = useSuspenseQuery(
    trpc.rooms.get.queryOptions({ roomId }, { refetchOnWindowFocus: 'always' }),
  );
  const canEdit = canInRoom(room.role, 'room:edit');
  const canSeeMeetings = canInRoom(room.role, 'attendance:read');
  const settings = settingsOf(room);
  return (
    <div className="flex flex-col gap-6">
      <RoomHeader room={room} />
      <RoomLink
        url={`${siteUrl}/m/${room.code}`}
        note={t(`linkFor.${room.entry}`, { tenant: room.tenant.name })}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_25rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {chat}
          {recordings}
          {files}
          {canSeeMeetings && (
            <div id="meetings" className="scroll-mt-24">
              <Card title={t('meetings')} description={t('meetingsText')}>
                <RoomMeetings roomId={roomId} />
              </Card>
            </div>
          )}
        </div>
        <div className="flex max-w-2xl min-w-0 flex-col gap-6">
          {canInRoom(room.role, 'room:invite') && (
            <RoomTeam roomId={roomId} role={room.role} siteUrl={siteUrl} />
          )}
          <div id="settings" className="scroll-mt-24">
            {canEdit ? (
              <Card title={t('settings')} description={t('settingsText')}>
                <RoomSettingsForm roomId={roomId} settings={settings} />
              </Card>
            ) : (
              <Card title={t('rules')}>
                <RoomRules settings={settings} />
              </Card>
            )}
          </div>
        </div>
      </div>
    </div>
  );
}
