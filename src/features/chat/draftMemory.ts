import type { ChatPerson } from './ChatPerson';

export interface Draft {
  text: string;
  to: ChatPerson | null;
}

const EMPTY: Draft = { text: '', to: null };

const keyOf = (roomId: string) => `webmtg.chat.draft.${roomId}`;

/** What was being written in a room: it outlives the panel and a reload, in this tab. */
export const readDraft = (roomId: string): Draft => {
  try {
    const stored = sessionStorage.getItem(keyOf(roomId));
    return stored === null ? EMPTY : { ...EMPTY, ...(JSON.parse(stored) as Partial<Draft>) };
  } catch {
    return EMPTY;
  }
};

export const writeDraft = (roomId: string, draft: Draft) => {
  try {
    if (draft.text === '') sessionStorage.removeItem(keyOf(roomId));
    else sessionStorage.setItem(keyOf(roomId), JSON.stringify(draft));
  } catch {
    // Storage is forbidden: the draft lives as long as the page.
  }
};
