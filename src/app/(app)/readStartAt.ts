/** The second at which an address asks a recording to begin: `?t=90`; null where it asks nothing. */
export const readStartAt = (t: string | string[] | undefined): number | null => {
  const seconds = typeof t === 'string' && t !== '' ? Number(t) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
};
