import type { ComponentType } from 'react';
import type { Door, Ticket } from './Door';

export interface ChatSlotProps {
  door: Door;
  ticket: Ticket;
  /** The others in the call, each once. */
  people: readonly { id: string; isGuest: boolean; name: string }[];
  isOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
  /** How many messages nobody has looked at. */
  onUnread: (count: number) => void;
}

/** The conversation beside the call: it listens from the moment that it is there, and is seen while it is open. */
export type ChatSlot = ComponentType<ChatSlotProps>;
