import 'server-only';
import { NextRequest } from 'next/server';
import { createRouteHandler } from 'uploadthing/next';
import { env } from '../env';
import { originOf } from '../origin';
import { fileRouter } from './fileRouter';
import { ingestUrl } from './ingestUrl';
import type { Verdict } from './storeFile';
import { signUpload, uploadSecret } from './uploadSecret';

const callbackUrl = () => `${env().WEBMTG_URL}/api/uploadthing`;

/** What the file router's `onUploadComplete` returned, by file, until `completeUpload` takes it. */
const verdicts = new Map<string, Verdict>();

/**
 * What uploadthing sends to its service stays in this process: the metadata of an upload, which is in its row
 * already, and the result of a callback. It has nothing to ask anybody else.
 */
const answer = async (input: unknown, init?: { body?: unknown }): Promise<Response> => {
  const url = String(input instanceof Request ? input.url : input);
  if (url === `${ingestUrl()}/route-metadata`) return Response.json({ ok: true });
  if (url !== `${ingestUrl()}/callback-result`) throw new Error('uploadthing may not call anybody');
  const { body } = init ?? {};
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body);
  const { fileKey, callbackData } = JSON.parse(text) as { fileKey: string; callbackData: Verdict };
  verdicts.set(fileKey, callbackData);
  return Response.json({ ok: true });
};

let handler: ReturnType<typeof createRouteHandler> | undefined;

const handlers = () =>
  (handler ??= createRouteHandler({
    router: fileRouter,
    config: {
      token: Buffer.from(
        JSON.stringify({ apiKey: uploadSecret(), appId: 'webmtg', regions: ['self'] }),
      ).toString('base64'),
      ingestUrl: ingestUrl(),
      callbackUrl: callbackUrl(),
      isDev: false,
      handleDaemonPromise: 'await',
      // One level more, and the log holds signed URLs.
      logLevel: 'Warning',
      fetch: answer,
    },
  }));

/** Where the signed URLs of an answer lead: to the origin that the request came to, since the session is known there alone. */
const movedTo = async (origin: string, answered: Response): Promise<Response> => {
  if (!answered.ok || origin === env().WEBMTG_URL) return answered;
  // The signature is over WEBMTG_URL's address all the same, see readIngestUrl.
  const body = (await answered.text()).replaceAll(`"${ingestUrl()}/`, `"${origin}/api/ingest/`);
  return new Response(body, { status: answered.status, headers: { 'content-type': 'application/json' } });
};

/** Answers uploadthing's client: signed URLs for what may be uploaded. */
export const handleUpload = async (request: NextRequest): Promise<Response> =>
  await movedTo(await originOf(request.headers), await handlers().POST(request));

/** Tells the file router that all bytes of a file are here; returns what it makes of it. */
export const completeUpload = async (
  file: { id: string; name: string; size: number; type: string },
  { slug, metadata }: { slug: string; metadata: unknown },
): Promise<Verdict> => {
  const url = `${env().WEBMTG_URL}/api/files/${file.id}`;
  const { id, name, size, type } = file;
  const body = JSON.stringify({
    status: 'uploaded',
    file: { key: id, customId: id, name, size, type, url, appUrl: url, ufsUrl: url, fileHash: id },
    origin: ingestUrl(),
    metadata,
  });
  const headers = {
    'content-type': 'application/json',
    'uploadthing-hook': 'callback',
    'x-uploadthing-signature': signUpload(body),
  };
  const request = new NextRequest(`${callbackUrl()}?slug=${slug}`, { method: 'POST', headers, body });
  const response = await handlers().POST(request);
  const verdict = verdicts.get(id);
  verdicts.delete(id);
  // Where the router's own code threw, uploadthing has logged it and told nobody.
  if (!response.ok || !verdict) throw new Error(`the upload of ${id} was not completed`);
  return verdict;
};
