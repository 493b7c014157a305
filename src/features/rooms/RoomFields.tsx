'use client';

import { useTranslations } from 'next-intl';
import { AUDIENCES, ROOM_NAME_MAX, type RoomSettings } from '@/shared/rooms';
import { FILE_KINDS } from '@/shared/storage';
import { NumberField } from '@/ui/NumberField';
import { Select } from '@/ui/Select';
import { Switch } from '@/ui/Switch';
import { TextField } from '@/ui/TextField';
import { EntrySelect } from './EntrySelect';
import { FieldGroup } from './FieldGroup';
import { FileKindBoxes } from './FileKindBoxes';
import { HistorySelect } from './HistorySelect';

/** What a room begins with where its organisation has chosen nothing else. */
export const NEW_ROOM: RoomSettings & { name: string } = {
  name: '',
  entry: 'open',
  waitsForHost: false,
  endsWithHost: false,
  mutedOnEntry: false,
  recordsItself: false,
  screenBy: 'everyone',
  speakBy: 'everyone',
  videoBy: 'everyone',
  recordBy: 'hosts',
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
  /** Not where they are those of rooms to come. */
  hasName?: boolean;
}

/** The name and the settings of a room, for the form around them; `readRoomForm` reads them. */
export function RoomFields({ error, initial = NEW_ROOM, isNew = false, hasName = true }: RoomFieldsProps) {
  const t = useTranslations('rooms');
  const audiences = AUDIENCES.map((value) => ({ value, label: t(value) }));
  return (
    <div className="flex flex-col gap-7">
      {hasName && (
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
      )}
      <FieldGroup title={t('groupMeeting')}>
        <EntrySelect initial={initial.entry} />
        <Switch
          name="waitsForHost"
          label={t('waitsForHost')}
          description={t('waitsForHostText')}
          defaultSelected={initial.waitsForHost}
        />
        <Switch
          name="endsWithHost"
          label={t('endsWithHost')}
          description={t('endsWithHostText')}
          defaultSelected={initial.endsWithHost}
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
          <Select name="videoBy" label={t('videoBy')} items={audiences} defaultValue={initial.videoBy} />
          <Select name="screenBy" label={t('screenBy')} items={audiences} defaultValue={initial.screenBy} />
          <Select
            name="recordBy"
            label={t('recordBy')}
            items={audiences.filter(({ value }) => value !== 'everyone')}
            defaultValue={initial.recordBy}
          />
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
