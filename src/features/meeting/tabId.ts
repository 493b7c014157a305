const KEY = 'webmtg.tab';

let fallback: string | undefined;

/** What tells this tab from another of the same person; a reload keeps it, and with it the seat in the call. */
export const tabId = (): string => {
  try {
    const known = sessionStorage.getItem(KEY);
    if (known) return known;
    const created = createId();
    sessionStorage.setItem(KEY, created);
    return created;
  } catch {
    // Storage is forbidden: the id lives as long as the page.
    fallback ??= createId();
    return fallback;
  }
};

/** `crypto.randomUUID` is missing on plain http outside localhost, where self-hosters try things first. */
const createId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
