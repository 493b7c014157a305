import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { v7 as uuid } from 'uuid';
import type { Message } from '@/api/LiveEvent';
import { useUpload } from '@/api/useUpload';
import { MESSAGE_FILES_MAX, MESSAGE_MAX } from '@/shared/messageLimits';
import { toast } from '@/ui/toast';
import { attachedFiles } from './attachedFiles';
import { useChat } from './ChatContext';
import type { ChatPerson } from './ChatPerson';
import { type Composer, ComposerContext } from './ComposerContext';
import { readDraft, writeDraft } from './draftMemory';
import { mentionedIn } from './mentionAt';
import { useMessageActions } from './useMessageActions';

/** The other of the two who see a private message. */
const otherOf = (message: Message, selfId: string): ChatPerson | null => {
  const { authorId, authorIsGuest, authorName, recipientId, recipientIsGuest, recipientName } = message;
  if (recipientId === null) return null;
  return authorId === selfId
    ? { id: recipientId, isGuest: recipientIsGuest, name: recipientName ?? '' }
    : { id: authorId, isGuest: authorIsGuest, name: authorName };
};

type Mode = { kind: 'write' } | { kind: 'reply' | 'edit'; message: Message };

/** What is being written: it stays while the panel is closed. */
export function ComposerProvider({ children }: { children: ReactNode }) {
  const tFields = useTranslations('fields');
  const { roomId, self, people, store, isKept, rights } = useChat();
  const { edit } = useMessageActions();
  const [draft, setDraft] = useState(() => readDraft(roomId));
  const [mode, setMode] = useState<Mode>({ kind: 'write' });
  /** The edited text, beside the draft, which is still there afterwards. */
  const [edited, setEdited] = useState('');
  const [isSaving, setIsSaving] = useState(false);
  const [isWaiting, setIsWaiting] = useState(false);
  const { uploads, add, cancel, retry, clear } = useUpload('attachment', { roomId });
  const input = useRef<HTMLTextAreaElement>(null);
  const isEditing = mode.kind === 'edit';
  const text = isEditing ? edited : draft.text;

  // Where the cursor goes when something else in the conversation has asked for an answer.
  useEffect(() => {
    if (mode.kind !== 'write') input.current?.focus();
  }, [mode]);

  const keep = (change: Partial<typeof draft>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    writeDraft(roomId, next);
  };
  const everybody = () => [...people, ...store.authors().values()].filter(({ id }) => id !== self.id);
  const body = text.trim();
  const files = isEditing ? [] : uploads;
  const hasFailed = files.some(({ state }) => state === 'failed');
  const hasArrived = uploads.every(({ state }) => state === 'stored');
  const canSubmit =
    (body !== '' || files.length > 0) && body.length <= MESSAGE_MAX && !isSaving && !hasFailed;

  const send = () => {
    const now = new Date().toISOString();
    const replyTo = mode.kind === 'reply' ? mode.message : null;
    store.send({
      id: uuid(),
      position: '',
      authorId: self.id,
      authorIsGuest: self.isGuest,
      authorName: self.name,
      recipientId: draft.to?.id ?? null,
      recipientIsGuest: draft.to?.isGuest ?? false,
      recipientName: draft.to?.name ?? null,
      body,
      mentions: mentionedIn(body, everybody()),
      replyTo: replyTo && {
        id: replyTo.id,
        position: replyTo.position,
        authorName: replyTo.authorName,
        body: replyTo.body,
        isDeleted: false,
      },
      reactions: [],
      files: attachedFiles(uploads),
      editedAt: null,
      deletedAt: null,
      createdAt: now,
      changedAt: now,
    });
    setMode({ kind: 'write' });
    keep({ text: '' });
    clear();
    setIsWaiting(false);
  };
  const sendWhenReady = useEffectEvent(() => {
    if (isWaiting && canSubmit && !isEditing) send();
  });
  useEffect(() => {
    // After the effect: sending empties the field.
    if (hasArrived && !isEditing) queueMicrotask(() => sendWhenReady());
  }, [hasArrived, isEditing]);
  const save = async (message: Message) => {
    setIsSaving(true);
    const isSaved = body === message.body || (await edit(message.id, body, mentionedIn(body, everybody())));
    setIsSaving(false);
    if (isSaved) setMode({ kind: 'write' });
  };
  const startEdit = (message: Message) => {
    setEdited(message.body);
    setMode({ kind: 'edit', message });
  };

  const composer: Composer = {
    text,
    setText: (next) => (isEditing ? setEdited(next) : keep({ text: next })),
    to: draft.to,
    setTo: (to) => {
      keep({ to });
      input.current?.focus();
    },
    replyTo: mode.kind === 'reply' ? mode.message : null,
    editing: isEditing ? mode.message : null,
    isSaving,
    uploads: files,
    canAttach: rights.attach && !isEditing,
    attach: (added) => {
      const room = MESSAGE_FILES_MAX - uploads.length;
      if (added.length > room) toast({ tone: 'warn', title: tFields('tooManyFiles') });
      add(added.slice(0, room));
    },
    detach: cancel,
    retryUpload: retry,
    isWaiting: isWaiting && !isEditing && !hasFailed,
    canSubmit,
    submit: () => {
      if (!canSubmit) return;
      if (mode.kind === 'edit') void save(mode.message);
      else if (hasArrived) send();
      else setIsWaiting(!isWaiting);
    },
    reply: (message) => {
      setMode({ kind: 'reply', message });
      // What answers a private message is for the same two.
      const other = otherOf(message, self.id);
      if (other) keep({ to: other });
    },
    writeTo: (message) => {
      setMode({ kind: 'write' });
      keep({ to: { id: message.authorId, isGuest: message.authorIsGuest, name: message.authorName } });
      input.current?.focus();
    },
    edit: startEdit,
    editLast: () => {
      const last = store
        .get()
        .messages.findLast(
          (message) => message.authorId === self.id && message.deletedAt === null && message.body !== '',
        );
      if (!isKept || !last) return false;
      startEdit(last);
      return true;
    },
    cancel: () => {
      if (mode.kind === 'write') return false;
      setMode({ kind: 'write' });
      return true;
    },
    input,
  };
  return <ComposerContext value={composer}>{children}</ComposerContext>;
}
