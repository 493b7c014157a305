/** Characters of a message. */
export const MESSAGE_MAX = 4_000;
export const MESSAGE_FILES_MAX = 20;
/** Characters of what is searched for. */
export const SEARCH_MAX = 100;
