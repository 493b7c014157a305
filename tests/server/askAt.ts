import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { env } from '@/server/env';

export interface Asked {
  method?: string;
  /** The cookies as a header. */
  cookie?: string;
  origin?: string | undefined;
  /** Sent as JSON, or as a form where it is one. */
  body?: object;
}

const isForm = (body: object | undefined): body is URLSearchParams => body instanceof URLSearchParams;

/** Asks the web server under a host name, as a browser does for which DNS leads there; `fetch` would set Host itself. */
export const askAt = async (
  host: string,
  path: string,
  { method = 'GET', cookie, origin, body }: Asked = {},
) => {
  const { hostname, port } = new URL(env().WEBMTG_URL);
  const sent = isForm(body) ? body.toString() : JSON.stringify(body);
  const type = isForm(body) ? 'application/x-www-form-urlencoded' : 'application/json';
  const answered = Promise.withResolvers<{ status: number; headers: Headers; text: string }>();
  const request = httpRequest({ hostname, port, path, method }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', answered.reject);
    response.on('end', () => {
      const headers = new Headers();
      for (const [name, values] of Object.entries(response.headersDistinct))
        for (const value of values ?? []) headers.append(name, value);
      const text = Buffer.concat(chunks).toString();
      answered.resolve({ status: response.statusCode ?? 0, headers, text });
    });
  });
  request.on('error', answered.reject);
  request.setHeader('host', `${host}:${port}`);
  request.setHeader('x-request-id', randomUUID());
  if (cookie) request.setHeader('cookie', cookie);
  if (origin) request.setHeader('origin', origin);
  if (sent !== undefined) request.setHeader('content-type', type);
  request.end(sent);
  return await answered.promise;
};

/** WEBMTG_URL under another name. */
export const originAt = (host: string) => {
  const { protocol, port } = new URL(env().WEBMTG_URL);
  return `${protocol}//${host}:${port}`;
};

/** The cookies of an answer as a browser would send them. */
export const cookiesOf = ({ headers }: { headers: Headers }) =>
  headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ');
