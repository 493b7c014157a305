import 'server-only';
import { z } from 'zod';
import { env } from '../env';
import { fail } from '../errors';
import { isSignedUpload } from './uploadSecret';

/** Where uploadthing's client sends bytes to, and its server part what it has to say. */
export const ingestUrl = () => `${env().WEBMTG_URL}/api/ingest`;

/**
 * The file that a signed URL is good for. The signature covers our own address, whatever host the request named.
 * Fails FORBIDDEN (not signed by us), LINK_INVALID (expired).
 */
export const readIngestUrl = (url: string): string => {
  const { pathname, search, searchParams } = new URL(url, env().WEBMTG_URL);
  const [query = '', signature, ...rest] = search.split('&signature=');
  const key = pathname.slice(pathname.lastIndexOf('/') + 1);
  if (signature === undefined || rest.length > 0) return fail('FORBIDDEN');
  if (!isSignedUpload(`${ingestUrl()}/${key}${query}`, signature)) return fail('FORBIDDEN');
  if (!(Number(searchParams.get('expires')) > Date.now())) return fail('LINK_INVALID');
  const fileId = z.uuid().safeParse(searchParams.get('x-ut-custom-id'));
  return fileId.success ? fileId.data : fail('FORBIDDEN');
};
