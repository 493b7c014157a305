import type { Room } from 'livekit-client';
import type { Door } from './Door';
import { LeaveDialog } from './LeaveDialog';
import { MoreDialog } from './MoreDialog';
import { SettingsDialog } from './SettingsDialog';
import { ShortcutsDialog } from './ShortcutsDialog';
import type { Person } from './snapshotRoom';
import { useDoor } from './useDoor';
import type { OwnHand } from './useHand';

export type CallDialog = 'settings' | 'shortcuts' | 'more' | 'leave' | 'record';

export interface CallDialogsProps {
  dialog: Exclude<CallDialog, 'record'>;
  room: Room;
  door: Door;
  people: readonly Person[];
  hand: OwnHand;
  onOpen: (dialog: CallDialog) => void;
  onLeave: () => void;
  onClose: () => void;
}

/** The dialogs of the call, loaded when the first is opened; the recording's come with the recording. */
export function CallDialogs({ dialog, onOpen, onLeave, ...props }: CallDialogsProps) {
  const { room, door, people, hand, onClose } = props;
  const { roomId, mayRecord } = useDoor(door);
  switch (dialog) {
    case 'settings':
      return <SettingsDialog room={room} onClose={onClose} />;
    case 'shortcuts':
      return <ShortcutsDialog mayRecord={mayRecord} onClose={onClose} />;
    case 'more':
      return (
        <MoreDialog
          roomId={roomId}
          hand={hand}
          onRecord={mayRecord ? () => onOpen('record') : undefined}
          onSettings={() => onOpen('settings')}
          onHelp={() => onOpen('shortcuts')}
          onClose={onClose}
        />
      );
    case 'leave':
      return <LeaveDialog roomId={roomId} people={people} onLeave={onLeave} onClose={onClose} />;
  }
}
