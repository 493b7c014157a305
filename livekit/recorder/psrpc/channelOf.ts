const escaped = (character: string) => {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x10000
    ? `u+${code.toString(16).padStart(4, '0')}`
    : `U+${code.toString(16).padStart(8, '0')}`;
};

/** The Redis channel that psrpc makes of these parts; empty ones are left out. */
export const channelOf = (...parts: readonly string[]): string =>
  parts
    .filter((part) => part !== '')
    .map((part) => part.replaceAll(/[^0-9A-Za-z_]/gu, escaped))
    .join('|');
