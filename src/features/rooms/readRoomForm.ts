import { readHistoryDays } from './historyChoices';

/** The entries of a form made of `RoomFields`, as the procedures' input: an unticked switch sends nothing. */
export const readRoomForm = (form: FormData) => ({
  name: form.get('name'),
  entry: form.get('entry'),
  waitsForHost: form.has('waitsForHost'),
  endsWithHost: form.has('endsWithHost'),
  mutedOnEntry: form.has('mutedOnEntry'),
  recordsItself: form.has('recordsItself'),
  screenBy: form.get('screenBy'),
  speakBy: form.get('speakBy'),
  videoBy: form.get('videoBy'),
  recordBy: form.get('recordBy'),
  maxParticipants: Number(form.get('maxParticipants')),
  chatBy: form.get('chatBy'),
  historyDays: readHistoryDays(form.get('historyDays')),
  filesBy: form.get('filesBy'),
  fileKinds: form.getAll('fileKinds'),
  maxFileMB: Number(form.get('maxFileMB')),
});
