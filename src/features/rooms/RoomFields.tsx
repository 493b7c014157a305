'use client';

import { useTranslations } from 'next-intl';
import { ROOM_NAME_MAX, type RoomSettings } from '@/shared/rooms';
import { FILE_KINDS } from '@/shared/storage';
import { NumberField } from '@/ui/NumberField';
import { Select } from '@/ui/Select';
import { Switch } from '@/ui/Switch';
import { TextField } from '@/ui/TextField';
import { FieldGroup } from './FieldGroup';
import { FileKindBoxes } from './FileKindBoxes';
import { HistorySelect } from './HistorySelect';

const NEW_ROOM: RoomSettings & { name: string } = {
  name: '',
  guestsAllowed: true,
  mutedOnEntry: false,
  recordsItself: false,
  screenBy: 'everyone',
  speakBy: 'everyone',
  maxParticipants: 50,
  chatBy: 'everyone',
  historyDays: null,
  filesBy: 'everyone',
  fileKinds: [...FILE_KINDS],
  maxFileMB: 2_000,
};

const focus = (element: HTMLInputElement | null) => element?.focus();

export interface RoomFieldsProps {
  /** What is wrong with a field, or undefined. */
  error: (field: string) => string | undefined;
  initial?: RoomSettings & { name: string };
  /** Puts the cursor where a new room begins: in its name. */
  isNew?: boolean;
}

/** The name and the settings of a room, for the form around them; `readRoomForm` reads them. */
export function RoomFields({ error, initial = NEW_ROOM, isNew = false }: RoomFieldsProps) {
  const t = useTranslations('rooms');
  const audiences = [
    { value: 'everyone', label: t('everyone') },
    { value: 'hosts', label: t('hosts') },
  ] as const;
  return (
    <div className="flex flex-col gap-7">
      <TextField
        name="name"
        label={t('name')}
        defaultValue={initial.name}
        placeholder={t('namePlaceholder')}
        maxLength={ROOM_NAME_MAX}
        autoComplete="off"
        isRequired
        inputRef={isNew ? focus : undefined}
        errorMessage={error('name')}
      />
      <FieldGroup title={t('groupMeeting')}>
        <Switch
          name="guestsAllowed"
          label={t('guestsAllowed')}
          description={t('guestsAllowedText')}
          defaultSelected={initial.guestsAllowed}
        />
        <Switch
          name="mutedOnEntry"
          label={t('mutedOnEntry')}
          description={t('mutedOnEntryText')}
          defaultSelected={initial.mutedOnEntry}
        />
        <Switch
          name="recordsItself"
          label={t('recordsItself')}
          description={t('recordsItselfText')}
          defaultSelected={initial.recordsItself}
        />
        <div className="grid items-end gap-5 sm:grid-cols-2">
          <Select name="speakBy" label={t('speakBy')} items={audiences} defaultValue={initial.speakBy} />
          <Select name="screenBy" label={t('screenBy')} items={audiences} defaultValue={initial.screenBy} />
        </div>
        <NumberField
          name="maxParticipants"
          label={t('maxParticipants')}
          description={t('maxParticipantsText')}
          defaultValue={initial.maxParticipants}
          errorMessage={error('maxParticipants')}
        />
      </FieldGroup>
      <FieldGroup title={t('groupChat')}>
        <div className="grid items-end gap-5 sm:grid-cols-2">
          <Select name="chatBy" label={t('chatBy')} items={audiences} defaultValue={initial.chatBy} />
          <HistorySelect initial={initial.historyDays} errorMessage={error('historyDays')} />
        </div>
      </FieldGroup>
      <FieldGroup title={t('groupFiles')}>
        <Select name="filesBy" label={t('filesBy')} items={audiences} defaultValue={initial.filesBy} />
        <FileKindBoxes initial={initial.fileKinds} />
        <NumberField
          name="maxFileMB"
          label={t('maxFileMB')}
          description={t('maxFileMBText')}
          defaultValue={initial.maxFileMB}
          errorMessage={error('maxFileMB')}
        />
      </FieldGroup>
    </div>
  );
}
