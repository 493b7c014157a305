import type { Room } from 'livekit-client';
import { LeaveDialog } from './LeaveDialog';
import { MoreDialog } from './MoreDialog';
import { SettingsDialog } from './SettingsDialog';
import { ShortcutsDialog } from './ShortcutsDialog';
import type { Person } from './snapshotRoom';
import type { OwnHand } from './useHand';

export type CallDialog = 'settings' | 'shortcuts' | 'more' | 'leave' | 'record';

export interface CallDialogsProps {
  dialog: Exclude<CallDialog, 'record'>;
  room: Room;
  roomId: string;
  people: readonly Person[];
  hand: OwnHand;
  /** Left out for those who may not record. */
  onRecord: (() => void) | undefined;
  onOpen: (dialog: CallDialog) => void;
  onLeave: () => void;
  onClose: () => void;
}

/** The dialogs of the call, loaded when the first is opened; the recording's come with the recording. */
export function CallDialogs({ dialog, onOpen, onLeave, ...props }: CallDialogsProps) {
  const { room, roomId, people, hand, onRecord, onClose } = props;
  switch (dialog) {
    case 'settings':
      return <SettingsDialog room={room} onClose={onClose} />;
    case 'shortcuts':
      return <ShortcutsDialog mayRecord={onRecord !== undefined} onClose={onClose} />;
    case 'more':
      return (
        <MoreDialog
          roomId={roomId}
          hand={hand}
          onRecord={onRecord}
          onSettings={() => onOpen('settings')}
          onHelp={() => onOpen('shortcuts')}
          onClose={onClose}
        />
      );
    case 'leave':
      return <LeaveDialog roomId={roomId} people={people} onLeave={onLeave} onClose={onClose} />;
  }
}
