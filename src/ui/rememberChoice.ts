const YEAR_IN_SECONDS = 31_536_000;

/** Keeps a choice of the person's in a cookie that the server reads, so that the next page comes right at once. */
export function rememberChoice(name: string, value: string | null): void {
  const maxAge = value === null ? 0 : YEAR_IN_SECONDS;
  document.cookie = `${name}=${value ?? ''}; path=/; max-age=${maxAge}; samesite=lax`;
}
