import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** Sends one request without TLS, to a port of the gateway's that has none, or should. */
export const askPlain = async (port: number, path: string, host: string) => {
  const sent = request({ host: '127.0.0.1', port, path, headers: { host }, agent: false });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
};
