import type { ComponentType } from 'react';
import type { Door, Ticket } from './Door';
import type { Person } from './snapshotRoom';

export interface ChatSlotProps {
  door: Door;
  ticket: Ticket;
  /** All tabs in the call, one's own too. */
  people: readonly Pick<Person, 'identity' | 'name'>[];
  isOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
  /** How many messages nobody has looked at. */
  onUnread: (count: number) => void;
}

/** The conversation beside the call: it listens from the moment that it is there, and is seen while it is open. */
export type ChatSlot = ComponentType<ChatSlotProps>;
