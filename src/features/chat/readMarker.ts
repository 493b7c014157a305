const keyOf = (roomId: string, personId: string) => `webmtg.chat.read.${roomId}.${personId}`;

/** The position of the last message that this person has read in a room, on this device; null for a first visit. */
export const readMarker = (roomId: string, personId: string): string | null => {
  try {
    return localStorage.getItem(keyOf(roomId, personId));
  } catch {
    return null;
  }
};

export const writeMarker = (roomId: string, personId: string, position: string) => {
  try {
    localStorage.setItem(keyOf(roomId, personId), position);
  } catch {
    // Storage is forbidden or full: what was read is known as long as the page lives.
  }
};
