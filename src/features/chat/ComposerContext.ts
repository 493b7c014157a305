import { createContext, type RefObject, use } from 'react';
import type { Message } from '@/api/LiveEvent';
import type { Upload } from '@/api/useUpload';
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
  uploads: readonly Upload[];
  canAttach: boolean;
  attach: (files: readonly File[]) => void;
  /** Takes a file away, whether it has arrived or not. */
  detach: (key: string) => void;
  retryUpload: (key: string) => void;
  /** Sent as soon as its files have arrived. */
  isWaiting: boolean;
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
