/** `contains` becomes LIKE, where these three mean something (PostgreSQL, 9.7.1). */
export const literally = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`);
