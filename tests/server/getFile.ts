import { env } from '@/server/env';

/** Fetches a file of the running server. */
export const getFile = async (
  cookie: string,
  fileId: string,
  { query = '', ...init }: RequestInit & { query?: string } = {},
) =>
  await fetch(`${env().WEBMTG_URL}/api/files/${fileId}${query}`, {
    ...init,
    headers: { cookie, ...(init.headers as Record<string, string>) },
  });
