import { createHash } from 'node:crypto';
import type { WebhookEvent } from '@livekit/protocol';
import { AccessToken } from 'livekit-server-sdk';
import { POST } from '@/app/api/livekit/route';
import { env } from '@/server/env';

const sign = async (body: string, secret: string) => {
  const token = new AccessToken(env().LIVEKIT_API_KEY, secret);
  token.sha256 = createHash('sha256').update(body).digest('base64');
  return await token.toJwt();
};

/** Sends a webhook as LiveKit does; returns the status that answers it. */
export const deliverWebhook = async (event: WebhookEvent, secret = env().LIVEKIT_API_SECRET) => {
  const body = JSON.stringify(event.toJson());
  const response = await POST(
    new Request('http://localhost/api/livekit', {
      method: 'POST',
      body,
      headers: { authorization: await sign(body, secret) },
    }),
  );
  return response.status;
};
