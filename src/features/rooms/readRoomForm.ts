import { readHistoryDays } from './historyChoices';

/** The entries of a form made of `RoomFields`, as the procedures' input: an unticked switch sends nothing. */
export const readRoomForm = (form: FormData) => ({
  name: form.get('name'),
  guestsAllowed: form.has('guestsAllowed'),
  mutedOnEntry: form.has('mutedOnEntry'),
  recordsItself: form.has('recordsItself'),
  screenBy: form.get('screenBy'),
  speakBy: form.get('speakBy'),
  maxParticipants: Number(form.get('maxParticipants')),
  chatBy: form.get('chatBy'),
  historyDays: readHistoryDays(form.get('historyDays')),
  filesBy: form.get('filesBy'),
  fileKinds: form.getAll('fileKinds'),
  maxFileMB: Number(form.get('maxFileMB')),
});
