import { createContext, type RefObject, use } from 'react';
import type { Message } from '@/api/LiveEvent';
import type { ChatPerson } from './ChatPerson';

export interface Composer {
  text: string;
  setText: (text: string) => void;
  /** Whom alone it is for; null: everyone. */
  to: ChatPerson | null;
  setTo: (to: ChatPerson | null) => void;
  replyTo: Message | null;
  editing: Message | null;
  isSaving: boolean;
  canSubmit: boolean;
  submit: () => void;
  reply: (message: Message) => void;
  /** Writes to a message's author alone. */
  writeTo: (message: Message) => void;
  edit: (message: Message) => void;
  /** The last message of one's own, where there is one. */
  editLast: () => boolean;
  /** Leaves the answer or the edit; false where there was neither. */
  cancel: () => boolean;
  input: RefObject<HTMLTextAreaElement | null>;
}

export const ComposerContext = createContext<Composer | null>(null);

export const useComposer = (): Composer => {
  const composer = use(ComposerContext);
  if (!composer) throw new Error('useComposer() needs a ComposerProvider around it');
  return composer;
};
